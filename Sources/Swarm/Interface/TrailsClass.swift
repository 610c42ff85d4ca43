import CKernels
import Interface
import Kernels
import Policies
import Topology

extension SwarmInterface {
  static func trails(_ source: @escaping Source) -> Function {
    Function(
      "trails", "Ants that go back and forth on a network and find a short way by the trails they leave.",
      detail: """
        By default they mark only the way they came by, on their way back, without its loops and by how short it was; with \
        lay = "always" every crossing marks, as real ants do. The network is a graph whose links all take hop_s, or a list of links \
        { node, node, seconds }.
        """,
      .table(
        "options",
        fields: [
          Parameter("graph", .object("graph"), isOptional: true, "who is linked to whom"),
          .table(
            "links", elements: .table("link", elements: Parameter("number", .number), "two nodes, and the time between them in s"), isOptional: true,
            "instead of a graph"),
          hop.parameter, from.parameter, to.parameter, antCount.parameter, interval.parameter, laying.parameter, exploration.parameter,
          ruleField, trailSeed.parameter,
        ]),
      returns: Parameter("trails", .object(ScriptTrails.className)), example: "\(trailsSample):path()",
      errors: ["neither a graph nor links are given, or both", "a link is not two nodes and a time", "from or to is no node, or they are the same", "there is no such rule, or it is of another kind"]
    ) { (options: Table) throws -> ScriptTrails in
      let network = try network(options)
      for (name, node) in [("from", options[from]), ("to", options[to])] where node > network.nodeCount {
        throw ScriptError("swarm.trails: \(name): a node of 1…\(network.nodeCount) expected, got \(node)")
      }
      guard options[from] != options[to] else { throw ScriptError("swarm.trails: from and to: two nodes expected, got \(options[from]) twice") }
      let configuration = NetworkAnts.Configuration(
        from: Int(options[from]) - 1, to: Int(options[to]) - 1, ants: Int(options[antCount]), interval: microseconds(options[interval]),
        laying: NetworkAnts.Laying(rawValue: options[laying])!, exploration: options[exploration])
      let ants = NetworkAnts(network, configuration, random: RandomStream(seed: UInt64(bitPattern: options[trailSeed]), "trails"))
      let trails = ScriptTrails(ants, source: source)
      if case .none = options["rule"] { return trails }
      do { try trails.use(options["rule"]) } catch { throw ScriptError("swarm.trails: \(error)") }
      return trails
    }
  }

  private static let linksMax = 1_000_000

  private static func network(_ options: Table) throws -> TrailNetwork {
    switch (options["graph"], options["links"]) {
    case (.object(let graph as ScriptGraph), .none):
      guard graph.graph.edgeCount <= linksMax else { throw ScriptError("swarm.trails: graph: at most \(linksMax) links expected, got \(graph.graph.edgeCount)") }
      return TrailNetwork(graph.graph, time: microseconds(options[hop]))
    case (.none, .table(let list)): return try network(links: list)
    default: throw ScriptError("swarm.trails: a graph or links expected, as in { links = { { 1, 2, 1.5 } }, from = 1, to = 2 }")
    }
  }

  private static func network(links list: Table) throws -> TrailNetwork {
    guard list.list.count <= linksMax else { throw ScriptError("swarm.trails: links: at most \(linksMax) expected, got \(list.list.count)") }
    var links: [TrailNetwork.Link] = []
    for (number, value) in list.list.enumerated() {
      guard case .table(let row) = value, row.list.count == 3, let a = Int64(row.list[0]), let b = Int64(row.list[1]), let time = Double(row.list[2]),
        (1...nodesMax).contains(a), (1...nodesMax).contains(b), a != b, (timeMin...timeMax).contains(time)
      else {
        throw ScriptError("swarm.trails: links[\(number + 1)]: two different nodes of 1…\(nodesMax) and a time of \(timeMin)…\(timeMax) s expected")
      }
      links.append(TrailNetwork.Link(Int(a) - 1, Int(b) - 1, time: microseconds(time)))
    }
    return TrailNetwork(nodeCount: links.reduce(0) { max($0, $1.a + 1, $1.b + 1) }, links: links)
  }

  private static func microseconds(_ seconds: Double) -> Int64 { Int64((seconds * 1e6).rounded()) }

  private static let nodesMax: Int64 = 1_000_000
  private static let timeMin = 0.000_1, timeMax = 1e6
  private static let hop = Typed<Double>.number("hop_s", timeMin...timeMax, unit: "s", "to cross a link of the graph").defaulting(to: 1)
  private static let from: Typed<Int64> = .integer("from", 1...nodesMax, "the nest")
  private static let to: Typed<Int64> = .integer("to", 1...nodesMax, "the food")
  private static let antCount = Typed<Int64>.integer("ants", 1...100_000).defaulting(to: 100)
  private static let interval = Typed<Double>.number("interval_s", 0...timeMax, unit: "s", "between the first departures of two ants").defaulting(to: 1)
  private static let laying = Typed<String>.choice("lay", NetworkAnts.Laying.allCases.map(\.rawValue), "when ants mark").defaulting(to: "returning")
  private static let exploration = Typed<Double>.number("explore", 0...1, "chance that a link is chosen whatever the trails").defaulting(to: 0)
  private static let trailSeed = Typed<Int64>.integer("seed", nil, "of every draw").defaulting(to: 1)

  // MARK: The class

  static let trailsClass = Class(
    ScriptTrails.className, "Ants on a network, and the trails between its nodes.", methods: trailsMethods, fields: trailsFields,
    operators: [.card(of: ScriptTrails.self, example: "tostring(\(trailsSample))")])

  private static let onTrails: Typed<ScriptTrails> = .object("trails")
  private static let trailsSample = "swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }"
  private static let a: Typed<Int64> = .integer("a", 1...nodesMax, "a node"), b: Typed<Int64> = .integer("b", 1...nodesMax, "another")

  private static let trailsMethods: [Function] = [
    Function(
      "advance", "Lets time pass.", onTrails, .number("seconds", 0...1e6, unit: "s"), returns: Parameter("now_s", .number, unit: "s"),
      example: "\(trailsSample):advance(60)"
    ) { (trails: ScriptTrails, seconds: Double) throws -> Double in
      trails.ants.run(microseconds(seconds)) { ck_is_interrupted() }
      if ck_is_interrupted() { throw ScriptError("interrupted") }
      return Double(trails.ants.now) / 1e6
    },
    Function(
      "path", "The nodes along the strongest trails, or nothing where these lead nowhere.", onTrails,
      returns: Parameter("nodes", .object("vector"), isOptional: true, "i64"), example: "t = \(trailsSample); t:advance(600); t:path()"
    ) { trails in trails.ants.strongestWay().map { Vector(trails.nodes($0)) } },
    Function(
      "close", "Closes the links between two nodes. Ants that come back over them give up, and their way counts as a failure.", onTrails, a, b, returns: .nothing,
      example: "\(trailsSample):close(1, 2)", errors: ["the nodes are not linked"]
    ) { trails, a, b in
      for link in try trails.links(a, b) { trails.ants.set(link, isClosed: true) }
      return Nothing()
    },
    Function(
      "open", "Opens closed links again.", onTrails, a, b, returns: .nothing, example: "\(trailsSample):open(1, 2)", errors: ["the nodes are not linked"]
    ) { trails, a, b in
      for link in try trails.links(a, b) { trails.ants.set(link, isClosed: false) }
      return Nothing()
    },
    Function(
      "strength", "Of the strongest trail between two nodes, now.", onTrails, a, b, returns: Parameter("strength", .number),
      example: "\(trailsSample):strength(1, 2)", errors: ["the nodes are not linked"]
    ) { trails, a, b in try trails.links(a, b).map { trails.ants.strength($0) }.max()! },
    Function(
      "links", "Every link with its trail.", onTrails,
      returns: .table(
        "links",
        elements: .table(
          "link",
          fields: [
            Parameter("a", .integer), Parameter("b", .integer), Parameter("time_s", .number, unit: "s"), Parameter("strength", .number),
            Parameter("crossings", .integer, "how often an ant set out over it"), Parameter("closed", .boolean),
          ])),
      example: "\(trailsSample):links()[1].strength"
    ) { (trails: ScriptTrails) -> Table in
      Table(
        list: trails.network.links.enumerated().map { number, link in
          [
            "a": .integer(Int64(link.a) + 1), "b": .integer(Int64(link.b) + 1), "time_s": .number(Double(link.time) / 1e6),
            "strength": .number(trails.ants.strength(number)), "crossings": .integer(Int64(trails.ants.crossings[number])),
            "closed": .boolean(trails.ants.closed.contains(number)),
          ]
        })
    },
    Function(
      "use", "Puts another rule in force; trails stay.", onTrails, .any("rule", "a plugin by name or path, { name, option = value }, a loaded policy, or \"native\""),
      returns: Parameter("rule", .string, "kind/name version"), example: "\(trailsSample):use(\"native\")", errors: ["there is no such rule, or it is of another kind"]
    ) { (trails: ScriptTrails, rule: Value) throws -> String in
      try trails.use(rule)
      return "\(trails.ants.rule.slot.answering.identity)"
    },
  ]

  private static let trailsFields: [Function] = [
    Function("now_s", "Time since the first ant left.", onTrails, returns: Parameter("now_s", .number, unit: "s"), example: "\(trailsSample).now_s") {
      Double($0.ants.now) / 1e6
    },
    Function("trips", "Ways there so far.", onTrails, returns: Parameter("trips", .integer), example: "\(trailsSample).trips") { Int64($0.ants.tripCount) },
    Function(
      "losses", "Ways given up: at a closed link, in a dead end, or after four steps for each node.", onTrails, returns: Parameter("losses", .integer),
      example: "\(trailsSample).losses"
    ) { Int64($0.ants.lossCount) },
    Function(
      "recent_s", "Mean time of the last ways there, one for each ant; nil before the first.", onTrails,
      returns: Parameter("recent_s", .number, unit: "s", isOptional: true), example: "\(trailsSample).recent_s"
    ) { $0.recent },
    Function(
      "shortest_s", "The least time there over open links (Dijkstra's); nil where there is no way.", detail: "O(nodes²).", onTrails,
      returns: Parameter("shortest_s", .number, unit: "s", isOptional: true), example: "\(trailsSample).shortest_s"
    ) { $0.shortest },
    Function("rule", "Who answers now: kind/name version.", onTrails, returns: Parameter("rule", .string), example: "\(trailsSample).rule") {
      "\($0.ants.rule.slot.answering.identity)"
    },
    Function(
      "suspension", "Why the rule no longer answers; nil while it does.", onTrails, returns: Parameter("suspension", .string, isOptional: true),
      example: "\(trailsSample).suspension"
    ) { $0.ants.rule.slot.suspension.map { "\($0)" } },
  ]
}
