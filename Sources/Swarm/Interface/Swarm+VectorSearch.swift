import Interface
import Kernels
import VectorMemory

extension SwarmInterface {
  static let searching = [search, searchAll, recall, tune]
  static let keeping = [save, close]

  private static let filter = Parameter(
    "filter", .any, isOptional: true, defaultText: "all", "which may be found: a tag, a list or i64 vector of ids, or a function of id and tag")
  private static let ef: Typed<Int64?> = .optional(.integer("ef", 1...1_000_000, "candidates kept, in place of ef_search"), "ef_search")
  private static let exact = Typed<Bool>.boolean("exact", "scan them all").defaulting(to: false)
  private static let k: Typed<Int64> = .integer("k", 1...1_000_000, "at most so many")

  private static let search = Function(
    "search", "The vectors nearest to a query, nearest first; of two as near the lower id.",
    detail: """
      A filter is obeyed on the way, so that as many are found as are asked for; where it leaves few, they are scanned exactly. \
      A function is called once for each vector and must not change the memory.
      """,
    parameters: [onVectors.parameter, f32.parameter, k.parameter, .table("options", fields: [filter, ef.parameter, exact.parameter], isOptional: true, defaultText: "{}")],
    results: [Parameter("ids", .object("vector"), "i64"), Parameter("distances", .object("vector"), "f32")],
    example: "m = swarm.vectors(2); m:insert(7, vector.new{ 1, 0 }, \"east\"); m:search(vector.new{ 1, 1 }, 3, { filter = \"east\" })",
    errors: ["the query is no vector the memory could hold", "the filter is none of these, or raises"]
  ) { frame in
    let memory = VectorIndex.read(frame, 0), options = frame.isNone(3) ? Table() : try Table.read(frame, 3)
    let filter = try filter(options["filter"]), ef = options[ef].map(Int.init), isExact = options[exact]
    let found = try Vector.read(frame, 1).withElements(of: Float.self) {
      try memory.search($0, count: Int(frame.integer(2)), filter: filter, ef: ef, isExact: isExact)
    }
    frame.push(Vector(found.map(\.id)))
    frame.push(Vector(found.map(\.distance)))
  }

  private static func filter(_ value: Value) throws -> VectorIndex.Filter? {
    switch value {
    case .none: return nil
    case .string(let word): return .tag(word)
    case .callback(let f):
      return .condition { id, tag in
        switch try f.call([.integer(id), tag.map(Value.string) ?? .none]).first {
        case nil, .some(.none), .boolean(false): false
        default: true
        }
      }
    default: return .ids(try integers(value, "filter"))
    }
  }

  private static let searchAll = Function(
    "search_all", "As `search` for every row of a matrix; an exact scan reads the memory once for all of them.",
    parameters: [onVectors.parameter, Parameter("queries", .object("matrix"), "f32"), k.parameter, .table("options", fields: [ef.parameter, exact.parameter], isOptional: true, defaultText: "{}")],
    results: [Parameter("ids", .object("matrix"), "i64, a row a query"), Parameter("distances", .object("matrix"), "f32")],
    example: "m = swarm.vectors(2); m:insert_all({ 1, 2 }, matrix.identity(2)); m:search_all(matrix.identity(2), 1)",
    errors: ["a query is no vector the memory could hold"]
  ) { frame in
    let memory = VectorIndex.read(frame, 0), queries = Matrix.read(frame, 1), options = frame.isNone(3) ? Table() : try Table.read(frame, 3)
    try checkColumns(queries, memory)
    let found = try queries.withElements(of: Float.self) {
      try memory.search(all: $0, count: Int(frame.integer(2)), ef: options[ef].map(Int.init), isExact: options[exact])
    }
    let columns = found.first?.count ?? 0
    frame.push(Matrix(found.flatMap { $0.map(\.id) }, rows: found.count, columns: columns))
    frame.push(Matrix(found.flatMap { $0.map(\.distance) }, rows: found.count, columns: columns))
  }

  private static let recall = Function(
    "recall", "The share of the k true nearest that searches find: recall@k, a mean over the rows of a matrix.",
    onVectors, .object("queries", "f32") as Typed<Matrix>, k, returns: Parameter("recall", .number, "0…1"),
    example: "m = swarm.vectors(2); m:insert_all({ 1, 2 }, matrix.identity(2)); m:recall(matrix.identity(2), 1)",
    errors: ["a query is no vector the memory could hold"]
  ) { memory, queries, k in
    try checkColumns(queries, memory)
    return try queries.withElements(of: Float.self) { try memory.recall($0, count: Int(k)) }
  }

  private static let wanted = Typed<Double>.number("recall", 0...1, "to be reached").defaulting(to: 0.95)
  private static let tuned = Typed<Int64>.integer("k", 1...1_000_000, "nearest asked for").defaulting(to: 10)
  private static let samples = Parameter("queries", .object("matrix"), isOptional: true, defaultText: "200 of the vectors", "f32, to measure it by")

  private static let tune = Function(
    "tune", "Sets ef_search to the least, within a tenth, that reaches a recall.",
    detail: "Each of the 200 vectors is searched for as if it were not there; queries of one's own measure what one will ask. Nothing is set while searches are exact scans.",
    parameters: [onVectors.parameter, .table("options", fields: [wanted.parameter, tuned.parameter, samples], isOptional: true, defaultText: "{}")],
    results: [Parameter("ef_search", .integer), Parameter("recall", .number, "as measured, 0…1")],
    example: "swarm.vectors(2):tune{ recall = 0.99, k = 5 }", errors: ["a query is no vector the memory could hold", "the file cannot be written"]
  ) { frame in
    let memory = VectorIndex.read(frame, 0), options = frame.isNone(1) ? Table() : try Table.read(frame, 1)
    let (recall, count) = (options[wanted], Int(options[tuned]))
    let result: (ef: Int, recall: Double)
    if case .object(let queries as Matrix) = options["queries"] {
      try checkColumns(queries, memory)
      result = try queries.withElements(of: Float.self) { try memory.tune(recall: recall, count: count, queries: $0) }
    } else {
      result = try memory.tune(recall: recall, count: count)
    }
    frame.push(Int64(result.ef))
    frame.push(result.recall)
  }

  private static let save = Function(
    "save", "Writes everything, the graph too, as one file that is there whole or not at all.",
    detail: "Without a path the memory's own `store` is made as short as it can be.",
    onVectors, .optional(.string("path"), "its store"), returns: .nothing, example: "swarm.vectors(2):save(os.tmpname())",
    errors: ["the file cannot be written", "no path is given and there is no store", "the file is in use"]
  ) { memory, path in
    try memory.save(path)
    return Nothing()
  }

  private static let close = Function(
    "close", "Ends the use of the store: others may open it, and the memory takes no more changes.", onVectors, returns: .nothing,
    example: "swarm.vectors(2):close()"
  ) { memory in
    memory.close()
    return Nothing()
  }
}
