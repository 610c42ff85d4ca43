public import Interface

extension Utterances: Describable {
  public var card: Card {
    Card(
      "utterances", ["\(Readable.count(count)) rows", "embeddings of \(Readable.count(dimension)) numbers"],
      parts: [
        .row("split", Split.allCases.map { "\($0.word) \(Readable.count(rows($0).count))" }),
        .row("labels", [Readable.count(intents.count, "intent"), Readable.count(domains.count, "domain")]),
      ])
  }
}

extension ArrivalTable: Describable {
  var card: Card {
    let seconds = Double(trace.duration) / 1e6, count = Double(max(1, trace.count))
    var hours = [Double](repeating: 0, count: 40)
    for time in trace.times { hours[min(39, Int(Double(time) / Double(max(1, trace.duration)) * 40))] += 1 }
    return Card(
      "arrivals", [Readable.count(trace.count, "request"), "over \(Readable.duration(seconds))"],
      parts: trace.count == 0 ? [] : [
        .course("rate", hours, [seconds > 0 ? "\(Readable.number(count / seconds))/s on average" : ""]),
        .row("tokens", [
          "context \(Readable.number(trace.contextTokens.reduce(0) { $0 + Double($1) } / count)) on average",
          "generated \(Readable.number(trace.generatedTokens.reduce(0) { $0 + Double($1) } / count))",
        ]),
      ])
  }
}

extension RoundTripTable: Describable {
  var card: Card {
    let measured = times.microseconds.filter { $0 > 0 }.sorted()
    func quantile(_ share: Double) -> String { Readable.duration(Double(measured[Int(share * Double(measured.count - 1))]) / 1e6) }
    return Card(
      "rtt", [Readable.count(times.count, "host"), "\(Readable.count(times.missing)) pairs not measured"],
      parts: measured.isEmpty ? [] : [.row("times", ["p5 \(quantile(0.05))", "median \(quantile(0.5))", "p95 \(quantile(0.95))", "max \(quantile(1))"])])
  }
}
