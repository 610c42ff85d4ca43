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

  /// Begins with a node alone.
  mutating func begin() { degree = -1 }

  /// Adds a voice: a row of each array.
  @inline(__always)
  mutating func add(_ belief: UnsafePointer<Float>, options: Int, weight: Float, certainty sure: Float, group: Float) {
    degree += 1
    (beliefs.start + degree * options).update(from: belief, count: options)
    weights.start[degree] = weight
    certainty.start[degree] = sure
    groups.start[degree] = group
  }

  /// Adds the last voice's memory.
  mutating func add(memory row: UnsafePointer<Float>, width: Int) {
    (memories.start + degree * width).update(from: row, count: width)
    (memory.start + degree * width).update(from: row, count: width)
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
