import Economy
public import Interface
import Policies
import Simulation

extension ColonyRun: Describable {
  /// How far it has come, how tasks ended, the policies in force, the market and the books; as of one moment.
  public var card: Card {
    let progress = progress
    return withColony { colony in
      let nodes = "\(Readable.count(colony.nodes.count)) nodes"
      let facts = progress.isRunning ? progress.facts + ["running", nodes] : [nodes, colony.progressLine, progress.isDone ? "done" : "at rest"]
      return Card(progress.title, facts, parts: colony.parts)
    }
  }
}

extension ColonyRun: Charted {
  public var courses: [Course] {
    withColony { colony in
      func course(_ title: String, _ series: TimeSeries) -> Course { Course(title, series.meansSoFar, step: series.step.inSeconds) }
      let metrics = colony.metrics
      return [
        course("accuracy", metrics.accuracy), course("latency (s)", metrics.latency), course("price (µrUv a unit)", metrics.price),
        course("utilization of the pool", metrics.utilization),
      ]
    }
  }
}

extension Colony {
  fileprivate var parts: [Card.Part] {
    let share = Double(metrics.total) / Double(max(1, tasks.count))
    let ends = TaskState.ends.filter { metrics[$0] > 0 }
    var parts: [Card.Part] = [.bar("tasks", share, ["\(Int(share * 100))%"])]
    if !ends.isEmpty {
      parts.append(.row("ended", ends.map { "\($0.name.replacing("_", with: " ")) \(Readable.count(metrics[$0]))" }))
    }
    parts.append(.row("policies", policies.slots.map(\.cardText)))
    if metrics.total > 0 {
      if let accuracy = metrics.prequentialAccuracy {
        parts.append(.course("accuracy", metrics.accuracy.meansSoFar, ["\(Readable.number((accuracy * 1000).rounded() / 1000)) so far"]))
      }
      if let median = metrics.latencyQuantile(0.5), let tail = metrics.latencyQuantile(0.95) {
        parts.append(.course("latency", metrics.latency.meansSoFar, [
          "median \(Readable.duration(median.inSeconds))", "p95 \(Readable.duration(tail.inSeconds))",
        ]))
      }
      parts.append(.course("price", metrics.price.meansSoFar, ["\(Readable.number(market.pool.curve.spotPrice)) µrUv a unit now"]))
    }
    parts.append(.row("signing", signing.isOn ? [
      "\(Readable.count(signing.signed)) signed", "\(Readable.count(signing.forged)) forged and \(Readable.count(signing.replayed)) replayed refused",
    ] : ["off"]))
    if configuration.governance {
      let executed = governor.proposals.count { $0.state == .executed }
      parts.append(.row("governance", [
        Readable.count(governor.proposals.count, "proposal"), "\(executed) executed", "\(governor.queue.count) waiting",
      ] + (governor.isPaused ? ["paused"] : [])))
    }
    parts.append(.row("ledger", [
      market.ledger.balanceText, Readable.count(market.ledger.transferCount, "transfer"), "issued \(Voucher.describe(market.ledger.issued))",
    ]))
    return parts
  }
}

extension PolicySlot {
  /// "auction vickrey 1.0.0", with what was held against it.
  fileprivate var cardText: String {
    var text = "\(kind.name) \(active.identity.name) \(active.identity.version)"
    if suspension != nil {
      text += " (suspended: \(answering.identity.name) answers)"
    } else if strikes > 0 {
      text += " (\(strikes) strike\(strikes == 1 ? "" : "s"))"
    }
    return text
  }
}

extension TimeSeries {
  /// The means up to the last stretch in which something happened; NaN where nothing did.
  fileprivate var meansSoFar: [Double] {
    let means = means, last = means.lastIndex { $0 != nil } ?? -1
    return means[..<(last + 1)].map { $0 ?? .nan }
  }
}
