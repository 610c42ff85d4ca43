import Interface
import Kernels
import VectorMemory

extension SwarmInterface {
  static let vectorMemories = [
    Function(
      "vectors", "A vector memory: vectors by id, and the nearest of them to another.",
      detail: """
        Fewer than exact_below vectors are scanned exactly; more are found along a graph (HNSW, Malkov & Yashunin 2018), whose \
        recall ef_search sets: `tune` and `recall` measure it. With `store` every change is in that file when it returns, and a \
        file that is there is taken up. Distances: cosine is 1 − cosine, l2 is squared, inner_product is 1 − product.
        """,
      dimension, .optional(.table("options", fields: [
        metric.parameter, m.parameter, efConstruction.parameter, efSearch.parameter, exactBelow.parameter, code.parameter, seed.parameter, store.parameter,
      ]), "{}"),
      returns: Parameter("memory", .object("vector_memory")), example: "swarm.vectors(2, { metric = \"l2\" })",
      errors: ["the file is in use, damaged, or of another configuration"]
    ) { (dimension: Int64, options: Table?) throws -> VectorIndex in
      let options = options ?? Table()
      let configuration = VectorIndex.Configuration(
        dimension: Int(dimension), metric: Metric(rawValue: options[metric])!, m: Int(options[m]), efConstruction: Int(options[efConstruction]),
        efSearch: Int(options[efSearch]), exactBelow: Int(options[exactBelow]), code: options[code].flatMap(Code.init),
        seed: UInt64(bitPattern: options[seed]))
      return try options[store].map { try VectorIndex(configuration, file: $0) } ?? VectorIndex(configuration)
    },
    Function(
      "load_vectors", "A vector memory as it was saved; what changes now is not kept in that file.",
      .string("path"), .optional(.table("options", fields: [salvage.parameter]), "{}"),
      returns: Parameter("memory", .object("vector_memory")),
      example: "(function() local p = os.tmpname(); swarm.vectors(2):save(p); return swarm.load_vectors(p) end)()",
      errors: ["the file cannot be read, or is damaged: the byte is named"]
    ) { (path: String, options: Table?) throws -> VectorIndex in
      try VectorIndex(reading: path, isSalvaging: (options ?? Table())[salvage])
    },
  ]

  private static let dimension: Typed<Int64> = .integer("dimension", 1...Int64(VectorIndex.Configuration.dimensionMax), "elements of a vector")
  private static let metric = Typed<String>.choice("metric", Metric.allCases.map(\.rawValue), "what is near").defaulting(to: Metric.cosine.rawValue)
  private static let m = Typed<Int64>.integer("M", 2...128, "links of a node of the graph").defaulting(to: 16)
  private static let efConstruction = Typed<Int64>.integer("ef_construction", 1...10_000, "candidates looked at for them").defaulting(to: 200)
  private static let efSearch = Typed<Int64>.integer("ef_search", 1...1_000_000, "candidates kept in a search: more find more").defaulting(to: 64)
  private static let exactBelow = Typed<Int64>.integer("exact_below", 0...1_000_000_000, "vectors: fewer are scanned").defaulting(to: 5_000)
  private static let code: Typed<String?> = .optional(
    .choice("code", Code.allCases.map(\.rawValue), "what the graph holds of a vector"), "float32 for l2, else int8")
  private static let seed = Typed<Int64>.integer("seed", nil, "of the nodes' levels").defaulting(to: 1)
  private static let store: Typed<String?> = .optional(.string("store", "a file that keeps every change"), "in memory alone")
  private static let salvage = Typed<Bool>.boolean("salvage", "take what is before the damage").defaulting(to: false)

  static let vectorMemoryClass = Class(
    VectorIndex.className, "Vectors by id, and the nearest of them to another.",
    methods: [insert, insertAll, update, setTag, delete, get, tag, ids] + searching + keeping,
    fields: [
      Function("dimension", "Elements of a vector.", onVectors, returns: Parameter("dimension", .integer), example: "swarm.vectors(2).dimension") { Int64($0.configuration.dimension) },
      Function("ef_search", "Candidates kept in a search.", onVectors, returns: Parameter("ef_search", .integer), example: "swarm.vectors(2).ef_search") { Int64($0.configuration.efSearch) },
      Function("exact", "Whether searches among all are exact scans.", onVectors, returns: Parameter("exact", .boolean), example: "swarm.vectors(2).exact") { $0.isScanned },
      Function("bytes", "In memory.", onVectors, returns: Parameter("bytes", .integer, unit: "bytes"), example: "swarm.vectors(2).bytes") { Int64($0.bytes) },
      Function("levels", "Of the graph; 0 while there is none.", onVectors, returns: Parameter("levels", .integer), example: "swarm.vectors(2).levels") { Int64($0.levels) },
    ],
    operators: [
      Function("__len", "How many vectors there are.", onVectors, returns: Parameter("count", .integer), example: "#swarm.vectors(2)") { Int64($0.count) },
      .card(of: VectorIndex.self, example: "tostring(swarm.vectors(2))"),
    ])

  static let onVectors: Typed<VectorIndex> = .object("memory")
  static let vectorID: Typed<Int64> = .integer("id", nil, "any integer")
  static let f32: Typed<Vector> = .object("vector", "f32")
  static let tagWord: Typed<String?> = .optional(.string("tag", "a word that searches may ask for; at most 1,000 bytes"), "none")
  static let refusals = ["the vector has another size, an element that is not finite, a norm over 3e18, or, for cosine, no direction", "the file cannot be written"]

  private static let insert = Function(
    "insert", "Adds a vector.", onVectors, vectorID, f32, tagWord, returns: .nothing,
    example: "swarm.vectors(2):insert(7, vector.new{ 1, 0 }, \"east\")", errors: ["there is a vector of that id"] + refusals
  ) { memory, id, vector, tag in
    try vector.withElements(of: Float.self) { try memory.insert(id, $0, tag: tag) }
    return Nothing()
  }

  private static let insertAll = Function(
    "insert_all", "Adds the rows of a matrix: all of them, or none if one is refused.",
    onVectors, .any("ids", "a list or an i64 vector, one for each row"), .object("rows", "f32") as Typed<Matrix>,
    .optional(.table("tags", elements: Parameter("tag", .string), "one for each row"), "none"), returns: .nothing,
    example: "swarm.vectors(2):insert_all({ 1, 2 }, matrix.identity(2))", errors: ["there is a vector of one of the ids, or an id twice", "there is not one id, or tag, for each row"] + refusals
  ) { memory, ids, rows, tags in
    let ids = try integers(ids, "ids")
    let words = try tags?.list.map { tag in try String(tag).map(Optional.some) ?? { throw ScriptError("tags: strings expected") }() }
    guard rows.rows == ids.count, words == nil || words!.count == ids.count else {
      throw ScriptError("\(rows.rows) rows with \(ids.count) ids" + (words.map { " and \($0.count) tags" } ?? ""))
    }
    try checkColumns(rows, memory)
    try rows.withElements(of: Float.self) { try memory.insert(ids, $0, tags: words) }
    return Nothing()
  }

  private static let update = Function(
    "update", "Puts another vector in the place of one; its tag stays.", onVectors, vectorID, f32, returns: .nothing,
    example: "m = swarm.vectors(2); m:insert(7, vector.new{ 1, 0 }); m:update(7, vector.new{ 0, 1 })", errors: ["there is no vector of that id"] + refusals
  ) { memory, id, vector in
    try vector.withElements(of: Float.self) { try memory.update(id, $0) }
    return Nothing()
  }

  private static let setTag = Function(
    "set_tag", "Marks a vector with a word, or with none.", onVectors, vectorID, tagWord, returns: .nothing,
    example: "m = swarm.vectors(2); m:insert(7, vector.new{ 1, 0 }); m:set_tag(7, \"east\")", errors: ["there is no vector of that id", "the word is longer than 1,000 bytes", "the file cannot be written"]
  ) { memory, id, tag in
    try memory.setTag(id, tag)
    return Nothing()
  }

  private static let delete = Function(
    "delete", "Removes a vector; its place is free for another.", onVectors, vectorID, returns: Parameter("existed", .boolean),
    example: "swarm.vectors(2):delete(7)", errors: ["the file cannot be written"]
  ) { memory, id in try memory.remove(id) }

  private static let get = Function(
    "get", "The vector of that id, as it was given; nil if there is none.", onVectors, vectorID,
    returns: Parameter("vector", .object("vector"), isOptional: true), example: "swarm.vectors(2):get(7)"
  ) { memory, id in memory.contains(id) ? Vector(try memory.vector(id)) : nil }

  private static let tag = Function(
    "tag", "The word a vector is marked with; nil if with none.", onVectors, vectorID, returns: Parameter("tag", .string, isOptional: true),
    example: "swarm.vectors(2):tag(7)"
  ) { memory, id in memory.contains(id) ? try memory.tag(id) : nil }

  private static let ids = Function(
    "ids", "The ids of all vectors, as i64.", onVectors, returns: Parameter("ids", .object("vector")), example: "swarm.vectors(2):ids()"
  ) { Vector($0.ids) }

  /// A list of integers, or an i64 vector.
  static func integers(_ value: Value, _ name: String) throws -> [Int64] {
    switch value {
    case .object(let vector as Vector): return try vector.asArray(of: Int64.self)
    case .table(let table) where table.fields.isEmpty:
      return try table.list.enumerated().map { i, entry in
        guard let id = Int64(entry) else { throw ScriptError("\(name)[\(i + 1)]: an integer expected, got a \(entry.typeName)") }
        return id
      }
    default: throw ScriptError("\(name): a list of integers or an i64 vector expected, got a \(value.typeName)")
    }
  }

  static func checkColumns(_ rows: Matrix, _ memory: VectorIndex) throws {
    guard rows.columns == memory.configuration.dimension else { throw VectorError.dimension(rows.columns, expected: memory.configuration.dimension) }
  }
}
