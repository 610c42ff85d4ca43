import Interface
import Policies

/// Ants on a network as scripts hold them: nodes count from 1, times are seconds.
final class ScriptTrails: PassableObject {
  static var className: String { "trails" }

  let ants: NetworkAnts

  private let source: SwarmInterface.Source

  init(_ ants: NetworkAnts, source: @escaping SwarmInterface.Source) {
    self.ants = ants
    self.source = source
  }

  /// - Throws: `ScriptError` where there is no such rule, or it breaks its contract; the rule before stays.
  func use(_ rule: Value) throws(ScriptError) {
    let choice = try RuleChoice(rule, of: PheromoneKind.kind, at: "rule")
    do throws(SwapError) { try choice.use(in: ants.rule.slot, source()) } catch { throw ScriptError("\(error)") }
  }

  var network: TrailNetwork { ants.network }

  /// The least time there over open links, in s; nil where there is no way.
  var shortest: Double? { network.times(from: ants.configuration.from, closed: ants.closed)[ants.configuration.to].map { Double($0) / 1e6 } }

  /// Mean time of the last ways there, an ant's each, in s; nil before the first.
  var recent: Double? {
    let trips = ants.trips.suffix(ants.configuration.ants)
    return trips.isEmpty ? nil : trips.reduce(0) { $0 + Double($1.time) } / Double(trips.count) / 1e6
  }

  /// The links that join two nodes.
  ///
  /// - Throws: `ScriptError` where there are none.
  func links(_ a: Int64, _ b: Int64) throws(ScriptError) -> [Int] {
    let (a, b) = (Int(a) - 1, Int(b) - 1)
    let found = a < network.nodeCount ? network[a].filter { network.links[$0].end(from: a) == b } : []
    guard !found.isEmpty else { throw ScriptError("trails: nodes \(a + 1) and \(b + 1) are not linked") }
    return found
  }

  /// The nodes of a way, from 1.
  func nodes(_ way: [Int]) -> [Int64] {
    var nodes = [ants.configuration.from]
    for link in way { nodes.append(network.links[link].end(from: nodes.last!)) }
    return nodes.map { Int64($0) + 1 }
  }
}

extension ScriptTrails: Describable {
  var card: Card {
    let policy = ants.rule.slot.answering.identity, way = ants.strongestWay()
    let strongest = network.links.indices.sorted { (ants.strength($0), $1) > (ants.strength($1), $0) }.prefix(8)
    func time(_ seconds: Double?) -> String { seconds.map(Readable.duration) ?? "none" }
    return Card(
      "trails \(ants.configuration.from + 1) → \(ants.configuration.to + 1)",
      [Readable.count(network.nodeCount, "node"), Readable.count(network.links.count, "link"), "after \(Readable.duration(Double(ants.now) / 1e6))"],
      parts: [
        .row("ants", [Readable.count(ants.configuration.ants), Readable.count(ants.tripCount, "way") + " there", "\(Readable.count(ants.lossCount)) given up"]),
        .row("time", ["last ways \(time(recent))", "shortest \(time(shortest))"]),
        .row("way", [way.map { nodes($0).map(String.init).joined(separator: " ") } ?? "trails lead nowhere yet"]),
        .row("rule", ["\(policy.name) \(policy.version)"] + (ants.rule.slot.suspension.map { ["suspended: \(ants.rule.slot.active.identity.name): \($0)"] } ?? [])),
        .table(
          [.init("link"), .init("strength", isRightAligned: true), .init("crossings", isRightAligned: true), .init("time", isRightAligned: true)],
          strongest.map { number in
            let link = network.links[number]
            return [
              "\(link.a + 1) – \(link.b + 1)\(ants.closed.contains(number) ? " closed" : "")", Readable.number(ants.strength(number)),
              Readable.count(ants.crossings[number]), Readable.duration(Double(link.time) / 1e6),
            ]
          }, omitted: network.links.count - strongest.count),
      ])
  }
}
