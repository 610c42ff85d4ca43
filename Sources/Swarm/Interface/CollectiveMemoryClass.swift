import Interface
import Kernels

extension SwarmInterface {
  static let memoryClass = Class(
    "collective_memory", "Recent episodes, the patterns they were condensed into, and what peers report of theirs.",
    methods: [record, consolidate, replay, recall, patterns, label, forget, report, hear, gossip, trust, close],
    fields: [
      field("count", "Patterns of its own episodes.") { Int64($0.patterns.count) },
      field("episodes", "Episodes in the ring.") { Int64($0.episodes.count) },
      field("pending", "Those of them that were not condensed yet.") { Int64($0.pendingCount) },
      field("outliers", "Clusters too thin to be patterns.") { Int64($0.outlierCount) },
      field("peers", "Peers whose reports it has.") { Int64($0.reports.count) },
      field("version", "Grows with every change to its patterns.") { $0.version },
      field("owner", "Its name among peers.") { $0.configuration.owner + 1 },
      field("dimension", "Elements of an embedding.") { Int64($0.configuration.dimension) },
    ],
    operators: [.card(of: CollectiveMemory.self, example: "tostring(swarm.memory(2))")])

  private static let memory: Typed<CollectiveMemory> = .object("memory")
  private static let embedding: Typed<Vector> = .object("embedding", "f32")
  private static let now: Typed<Int64> = .integer("now_us", 0...Int64.max, unit: "µs")
  private static let isNoDirection = "the embedding is not f32, not of the dimension of the memory, not finite, or all zeros"

  private static let isNotKept = "the file it is kept in is closed, or cannot be written"

  private static func field(_ name: String, _ summary: String, _ read: @escaping @Sendable (CollectiveMemory) -> Int64) -> Function {
    Function(name, summary, memory, returns: Parameter(name, .integer), example: "swarm.memory(2).\(name)") { read($0) }
  }

  // MARK: Remembering

  private static let record = Function(
    "record", "Remembers an episode; a full ring of new ones is condensed first.",
    parameters: [
      memory.parameter, embedding.parameter, Parameter("quality", .number, bounds: .numbers(0...1), "of the outcome; 0 is a failure"),
      Parameter("latency_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "service time; 0 where there was no result"),
      now.parameter, Parameter("node", .integer, bounds: .integers(1...Int64(Int32.max)), isOptional: true, "who served it"),
    ],
    example: "swarm.memory(2):record(vector.new{1, 0}, 0.9, 20000, 0, 7)", errors: [isNoDirection, isNotKept]
  ) { frame in
    let memory = frame.object(0) as! CollectiveMemory
    let node = frame.isNone(5) ? nil : Int32(frame.integer(5) - 1)
    let episode = Episode(node: node, quality: frame.number(2), latency: frame.integer(3), time: frame.integer(4))
    try (frame.object(1) as! Vector).withElements(of: Float.self) { try memory.record($0, episode) }
    try memory.keep()
  }

  private static let consolidate = Function(
    "consolidate", "Condenses the new episodes into patterns now; they stay in the ring.", memory,
    returns: Parameter("patterns", .integer, "how many there are"), example: "swarm.memory(2):consolidate()", errors: [isNotKept]
  ) { memory -> Int64 in
    memory.consolidate()
    try memory.keep()
    return Int64(memory.patterns.count)
  }

  private static let replay = Function(
    "replay", "Replays a sample of the ring once more: an episode moves to the pattern that is nearest by now. Nothing counts twice.",
    memory, .integer("count", 1...100_000, "episodes drawn, with replacement"), .optional(.integer("seed", 0...Int64.max, "of the draws"), "1"),
    returns: Parameter("moved", .integer, "patterns that gained an episode"), example: "swarm.memory(2):replay(32)", errors: [isNotKept]
  ) { (memory, count, seed) -> Int64 in
    let moved = memory.replay(Int(count), seed: UInt64(seed ?? 1))
    try memory.keep()
    return Int64(moved)
  }

  private static let forget = Function(
    "forget", "Forgets patterns that are hardly trusted any more, and peers nothing of whom is.", memory, now,
    returns: Parameter("forgotten", .integer, "patterns of its own"), example: "swarm.memory(2):forget(0)", errors: [isNotKept]
  ) { (memory, now) -> Int64 in
    let forgotten = memory.forget(now: now)
    try memory.keep()
    return Int64(forgotten)
  }

  // MARK: Recalling

  private static let recall = Function(
    "recall", "The patterns most like an embedding, most similar first, and the nodes that served such tasks, best first.",
    detail: "Own patterns and peers'. A node's observations count by the confidence in their patterns and the squared similarity. O(patterns · dimension).",
    parameters: [memory.parameter, embedding.parameter, Parameter("count", .integer, bounds: .integers(1...10_000), "of patterns, at most"), now.parameter],
    results: [
      .table(
        "patterns",
        elements: .table(
          "pattern",
          fields: [
            Parameter("id", .integer, "among its peer's"), Parameter("peer", .integer, "whose episodes it rests on"), Parameter("own", .boolean),
            Parameter("similarity", .number, "cosine"), Parameter("confidence", .number, "0…1, as the memory policy says"),
          ] + means)),
      .table(
        "nodes",
        elements: .table(
          "node",
          fields: [
            Parameter("node", .integer, "from 1"), Parameter("quality", .number, "mean, 0…1"),
            Parameter("confidence", .number, "0…1, from the observations so discounted"), Parameter("observations", .number, "so discounted"),
            Parameter("latency_us", .number, unit: "µs", isOptional: true, "geometric mean, nil without a result"),
          ])),
    ],
    example: "swarm.memory(2):recall(vector.new{1, 0}, 3, 0)", errors: [isNoDirection]
  ) { frame in
    let memory = frame.object(0) as! CollectiveMemory, now = frame.integer(3)
    let found = try (frame.object(1) as! Vector).withElements(of: Float.self) { try memory.recall($0, count: Int(frame.integer(2)), now: now) }
    frame.push(Value.table(Table(list: found.map {
      .table(Table(fields: [
        ("id", .integer($0.pattern.id)), ("peer", .integer($0.origin + 1)), ("own", .boolean($0.isOwn)), ("similarity", .number($0.similarity)),
        ("confidence", .number($0.confidence)),
      ] + $0.pattern.means))
    })))
    frame.push(Value.table(Table(list: memory.nodes(in: found, now: now).map {
      [
        "node": .integer(Int64($0.node) + 1), "quality": .number($0.quality), "confidence": .number($0.confidence),
        "observations": .number($0.evidence.successes + $0.evidence.failures),
        "latency_us": $0.evidence.count > 0 ? .number(Reproducible.exp($0.evidence.mean)) : .none,
      ]
    })))
  }

  private static let patterns = Function(
    "patterns", "Its own patterns, in no particular order.", memory,
    returns: .table(
      "patterns",
      elements: .table(
        "pattern",
        fields: [Parameter("id", .integer), Parameter("cluster", .integer, "lowest id of those it is connected to, by density"), Parameter("centroid", .object("vector"), "f32, mean of unit vectors")]
          + means + [.table("nodes", elements: record(of: "node"), "who served it")])),
    example: "#swarm.memory(2):patterns()"
  ) { memory -> Table in
    let clusters = memory.clusters, centroids = memory.centroids, dimension = memory.configuration.dimension
    return Table(list: memory.patterns.enumerated().map { i, pattern in
      .table(Table(fields: [
        ("id", .integer(pattern.id)), ("cluster", .integer(clusters[i])),
        ("centroid", .object(Vector(centroids[i * dimension..<(i + 1) * dimension]))),
      ] + pattern.means + [("nodes", .table(Table(list: pattern.nodes.map(\.entry))))]))
    })
  }

  private static let label = Function(
    "label", "The cluster an embedding belongs to; nil where no pattern is within the radius.", memory, embedding,
    returns: Parameter("cluster", .integer, isOptional: true, "as patterns() names it"), example: "swarm.memory(2):label(vector.new{1, 0})", errors: [isNoDirection]
  ) { (memory, embedding) -> Int64? in
    try embedding.withElements(of: Float.self) { try memory.pattern(of: $0) }.map { memory.clusters[$0] }
  }

  // MARK: Peers

  private static let report = Function(
    "report", "What it has learned from its own episodes, for peers to `hear`; nothing that it heard.", memory, returns: reportTable,
    example: "swarm.memory(2):report().version"
  ) { memory -> Table in
    let report = memory.report
    return Table(fields: [
      ("peer", .integer(report.origin + 1)), ("version", .integer(report.version)), ("time_us", .integer(report.time)),
      ("centroids", .object(Matrix(report.centroids, rows: report.patterns.count, columns: report.dimension))),
      ("patterns", .table(Table(list: report.patterns.map {
        .table(Table(fields: [("id", .integer($0.id))] + $0.means + [("nodes", .table(Table(list: $0.nodes.map(\.entry))))]))
      }))),
    ])
  }

  private static let hear = Function(
    "hear", "Takes a peer's report in place of its older one. What it says is checked; its own report coming back changes nothing.", memory,
    Typed<Table>(reportTable), now, returns: Parameter("news", .boolean, "whether anything changed"),
    example: "swarm.memory(2, { owner = 2 }):hear(swarm.memory(2):report(), 0)",
    errors: ["a number is not finite or out of range: the pattern is named", "the report is of another dimension, from the future, or speaks in this memory's name", isNotKept]
  ) { (memory, table, now) -> Bool in
    let isNews = try memory.hear(MemoryReport(script: table, dimension: memory.configuration.dimension), now: now)
    try memory.keep()
    return isNews
  }

  private static let gossip = Function(
    "gossip", "Two memories tell each other what they have learned and heard, each report under its peer's name and only where it is newer.",
    memory, .object("other") as Typed<CollectiveMemory>, .optional(now, "the latest moment either has seen"),
    returns: Parameter("news", .integer, "reports that were news to either"), example: "swarm.memory(2):gossip(swarm.memory(2, { owner = 2 }))",
    errors: ["both have one owner, or embeddings of different dimensions", "one has seen a later moment", isNotKept]
  ) { (memory, other, now) -> Int64 in
    let news = try memory.gossip(with: other, now: now ?? max(memory.latest, other.latest))
    try memory.keep()
    try other.keep()
    return Int64(news)
  }

  private static let trust = Function(
    "trust", "Sets how far a peer is trusted.", memory, .integer("peer", 1...Int64(Int32.max)), .number("trust", 0...1, "1 where nothing was said"),
    returns: .nothing, example: "swarm.memory(2):trust(3, 0.5)", errors: [isNotKept]
  ) { (memory, peer, trust) -> Nothing in
    memory.trust(peer - 1, trust)
    try memory.keep()
    return Nothing()
  }

  private static let close = Function(
    "close", "Lets others open the file it is kept in; it takes nothing more then.", memory, returns: .nothing, example: "swarm.memory(2):close()"
  ) { memory -> Nothing in
    memory.close()
    return Nothing()
  }
}
