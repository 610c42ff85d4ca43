/// One node and the voices it hears, gathered in a row each, the node's own first: what a rule that moves one node at a
/// time is lent.
struct Neighbourhood: ~Copyable {
  /// How many are heard.
  private(set) var degree = 0
  private(set) var beliefs = Buffer<Float>()
  private(set) var out = Buffer<Float>()
  private(set) var weights = Buffer<Float>()
  private(set) var certainty = Buffer<Float>()
  private(set) var groups = Buffer<Float>()
  /// Before the round, and for the rule to write.
  private(set) var memories = Buffer<Float>()
  private(set) var memory = Buffer<Float>()
  private var observed = Buffer<Float>()
  /// A star whose centre hears everybody, packed as policies read graphs.
  private(set) var graph = Buffer<Int64>()

  init() {}

  mutating func reserve(degree: Int, options: Int, memoryWidth: Int) {
    beliefs.reserve((degree + 1) * options)
    out.reserve((degree + 1) * options)
    weights.reserve(degree + 1)
    certainty.reserve(degree + 1)
    groups.reserve(degree + 1)
    memories.reserve((degree + 1) * memoryWidth)
    memory.reserve((degree + 1) * memoryWidth)
    graph.reserve(2 * degree + 2)
  }

  /// Whole arrays, a row a node, from which voices are gathered.
  struct Rows {
    let beliefs: UnsafePointer<Float>
    let options: Int
    /// nil: all alike.
    let weights: UnsafePointer<Float>?
    let certainty: UnsafePointer<Float>
    let groups: UnsafePointer<Float>?
    /// nil: the rule keeps nothing.
    let memories: UnsafePointer<Float>?
    let memoryWidth: Int
  }

  /// Gathers a node and those it hears.
  ///
  /// - Parameters:
  ///   - graph: packed as policies read graphs.
  ///   - voices: who is heard through a cell that holds a neighbour, nil where nobody is; without it, the neighbour.
  mutating func gather(_ node: Int, _ graph: UnsafePointer<Int64>, _ rows: Rows, voices: ((_ cell: Int, _ neighbour: Int) -> Int?)?) {
    let beliefs = beliefs.start, weights = weights.start, certainty = certainty.start, groups = groups.start
    let memories = memories.start, memory = memory.start, options = rows.options, width = rows.memoryWidth
    var place = 0
    @inline(__always) func add(_ voice: Int) {
      (beliefs + place * options).update(from: rows.beliefs + voice * options, count: options)
      weights[place] = rows.weights.map { $0[voice] } ?? 1
      certainty[place] = rows.certainty[voice]
      groups[place] = rows.groups.map { $0[voice] } ?? 1
      if let kept = rows.memories {
        (memories + place * width).update(from: kept + voice * width, count: width)
        (memory + place * width).update(from: kept + voice * width, count: width)
      }
      place += 1
    }
    add(node)
    for cell in Int(graph[node]) - 1..<Int(graph[node + 1]) - 1 {
      let neighbour = Int(graph[cell]) - 1
      guard let voices else {
        add(neighbour)
        continue
      }
      if let voice = voices(cell, neighbour) { add(voice) }
    }
    degree = place - 1
  }

  /// The centre's evidence, and none of the others'.
  mutating func evidence(_ row: UnsafePointer<Float>, options: Int) -> UnsafePointer<Float> {
    observed.reserve((degree + 1) * options)
    observed.start.update(repeating: 0, count: (degree + 1) * options)
    observed.start.update(from: row, count: options)
    return UnsafePointer(observed.start)
  }

  /// Links the centre to all others, which hear nobody.
  mutating func makeStar() -> (cells: UnsafePointer<Int64>, count: Int) {
    let nodes = degree + 1, cells = graph.start
    cells[0] = Int64(nodes) + 2
    for i in 1...nodes { cells[i] = Int64(nodes + degree) + 2 }
    for i in 0..<degree { cells[nodes + 1 + i] = Int64(i) + 2 }
    return (UnsafePointer(cells), nodes + 1 + degree)
  }
}
