public import Interface
import Kernels

extension CollectiveMemory: PassableObject {
  public static var className: String { "collective_memory" }
}

extension SwarmInterface {
  static let memories = [
    Function(
      "memory", "A collective memory: recent episodes, condensed now and then into patterns.",
      detail: """
        Options: episodes, the ring's size (64); patterns, the most kept (64); radius, the largest cosine distance between an episode and its \
        pattern, 0…2 (0.4); lifetime_us, in which trust falls to 1/e (an hour).
        """,
      .integer("dimension", 1...1_000_000, "elements of an embedding"), .optional(.table("options"), "{}"),
      returns: Parameter("memory", .object("collective_memory")), example: "swarm.memory(2, { radius = 0.3 })"
    ) { (dimension: Int64, options: Table?) throws -> CollectiveMemory in
      var reader = OptionReader("swarm.memory", options ?? Table())
      let configuration = CollectiveMemory.Configuration(
        dimension: Int(dimension), episodesMax: Int(try reader.integer("episodes", 1...100_000, default: 64)),
        patternsMax: Int(try reader.integer("patterns", 1...10_000, default: 64)),
        radius: try reader.number("radius", 0...2, default: 0.4),
        lifetime: Double(try reader.integer("lifetime_us", 1...Int64.max, default: 3_600_000_000)))
      try reader.finish()
      return CollectiveMemory(configuration)
    }
  ]

  static let memoryClass = Class(
    "collective_memory", "Recent episodes, and the patterns they were condensed into.",
    methods: [record, recall, consolidate], fields: [patternCount],
    operators: [.card(of: CollectiveMemory.self, example: "tostring(swarm.memory(2))")])

  private static let record = Function(
    "record", "Remembers an episode; a full ring is condensed first.",
    parameters: [
      Parameter("memory", .object("collective_memory")), Parameter("embedding", .object("vector"), "f32"),
      Parameter("quality", .number, bounds: .numbers(0...1), "of the outcome; 0 is a failure"),
      Parameter("latency_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "service time"),
      Parameter("now_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "when"),
    ],
    example: "swarm.memory(2):record(vector.new{1, 0}, 0.9, 20000, 0)"
  ) { frame in
    let memory = frame.object(0) as! CollectiveMemory
    let episode = Episode(quality: frame.number(2), latency: frame.integer(3), time: frame.integer(4))
    try (frame.object(1) as! Vector).withElements(of: Float.self) { try memory.record($0, episode) }
  }

  private static let recall = Function(
    "recall", "The patterns most like an embedding, most similar first.",
    detail: "Each a table with similarity, confidence, count, quality and latency_us. O(patterns · dimension).",
    .object("memory") as Typed<CollectiveMemory>, .object("embedding", "f32") as Typed<Vector>, .integer("count", 1...10_000),
    .integer("now_us", 0...Int64.max, unit: "µs"), returns: Parameter("patterns", .table),
    example: "swarm.memory(2):recall(vector.new{1, 0}, 3, 0)"
  ) { (memory: CollectiveMemory, embedding: Vector, count: Int64, now: Int64) throws -> Table in
    let found = try embedding.withElements(of: Float.self) { try memory.recall($0, count: Int(count), now: now) }
    return Table(
      list: found.map {
        [
          "similarity": .number($0.similarity), "confidence": .number($0.confidence), "count": .number($0.pattern.count),
          "quality": .number($0.pattern.quality), "latency_us": .number($0.pattern.latency),
        ]
      })
  }

  private static let consolidate = Function(
    "consolidate", "Condenses the episodes in the ring into patterns now.", .object("memory") as Typed<CollectiveMemory>,
    returns: Parameter("patterns", .integer, "how many there are"), example: "swarm.memory(2):consolidate()"
  ) { (memory: CollectiveMemory) -> Int64 in
    memory.consolidate()
    return Int64(memory.patterns.count)
  }

  private static let patternCount = Function(
    "patterns", "How many patterns there are.", .object("memory") as Typed<CollectiveMemory>, returns: Parameter("patterns", .integer),
    example: "swarm.memory(2).patterns"
  ) { (memory: CollectiveMemory) -> Int64 in Int64(memory.patterns.count) }
}
