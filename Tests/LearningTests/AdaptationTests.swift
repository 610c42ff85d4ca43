import Adaptation
import Kernels
import Policies
import Testing

/// Random vectors of a seed.
struct Source {
  var random: RandomStream
  init(_ seed: UInt64) { random = RandomStream(seed: seed, "test") }
  mutating func vector(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.normal()) } }
}

private func adapter(_ inputs: Int, _ outputs: Int, _ rank: Int, seed: UInt64, isTrained: Bool = true) throws -> MicroLoRA {
  let lora = MicroLoRA(try LoRAShape(inputs: inputs, outputs: outputs, rank: rank, alpha: 1.5), random: RandomStream(seed: seed, "lora"))
  var source = Source(seed)
  if isTrained { for (i, value) in source.vector(rank * outputs).enumerated() { lora.parameters[lora.shape.upOffset + i] = value } }
  return lora
}

private func delta(_ lora: MicroLoRA, _ x: [Float]) -> [Float] {
  var y = [Float](repeating: 0, count: lora.shape.outputs)
  x.withUnsafeBufferPointer { x in y.withUnsafeMutableBufferPointer { lora.addDelta(of: x, to: $0) } }
  return y
}

struct MicroLoRATests {
  @Test(arguments: [(1, 5, 7), (2, 384, 150), (64, 33, 65)])
  func `untrained changes nothing`(rank: Int, inputs: Int, outputs: Int) throws {
    let lora = try adapter(inputs, outputs, rank, seed: 1, isTrained: false)
    var source = Source(2)
    #expect(delta(lora, source.vector(inputs)).allSatisfy { $0 == 0 })
  }

  @Test func `the residual form of an untrained adapter is the identity`() throws {
    let lora = try adapter(9, 9, 2, seed: 1, isTrained: false)
    var source = Source(3)
    let x = source.vector(9)
    #expect(try lora.residual(x) == x)
    #expect(throws: AdaptationError.self) { try adapter(9, 8, 2, seed: 1).residual(x) }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `gradients agree with finite differences`(seed: UInt64) throws {
    let (inputs, outputs, rank) = (6, 5, 3)
    let lora = try adapter(inputs, outputs, rank, seed: seed)
    var source = Source(seed)
    let x = source.vector(inputs), g = source.vector(outputs)
    var gradient = [Float](repeating: 0, count: lora.shape.parameterCount)
    lora.shape.addGradient(lora.parameters, x, outputGradient: g, to: &gradient)
    for i in gradient.indices {
      let value = lora.parameters[i]
      func loss(_ step: Float) -> Float {
        lora.parameters[i] = value + step
        return zip(delta(lora, x), g).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let slope = (loss(0.01) - loss(-0.01)) / 0.02
      lora.parameters[i] = value
      #expect(abs(slope - gradient[i]) < 1e-2 * (1 + abs(slope)))
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `gradients agree with the compute graph's`(seed: UInt64) throws {
    let lora = try adapter(20, 12, 2, seed: seed)
    var source = Source(seed)
    let x = source.vector(20), base = source.vector(12)
    let graph = ComputeGraph()
    let down = try graph.parameter(Matrix(Array(UnsafeBufferPointer(start: lora.parameters, count: 40)), rows: 2, columns: 20))
    let up = try graph.parameter(Matrix(Array(UnsafeBufferPointer(start: lora.parameters + 40, count: 24)), rows: 2, columns: 12))
    let input = try graph.constant(Matrix(x, rows: 1, columns: 20)), frozen = try graph.constant(Matrix(base, rows: 1, columns: 12))
    let label = try graph.input(rows: 1, columns: 1)
    graph.set(label, labels: [3])
    let logits = try graph.lora(frozen, input: input, down: down, up: up, scale: lora.shape.scale)
    try graph.differentiate(graph.softmaxCrossEntropy(logits, labels: label))

    let scores = zip(base, delta(lora, x)).map { Double($0 + $1) }
    let exponentials = scores.map { Reproducible.exp($0 - scores.max()!) }
    var g = exponentials.map { Float($0 / exponentials.reduce(0, +)) }
    g[3] -= 1
    var gradient = [Float](repeating: 0, count: 64)
    lora.shape.addGradient(lora.parameters, x, outputGradient: g, to: &gradient)
    for (found, expected) in zip(gradient, Array(graph.gradient(of: down)) + Array(graph.gradient(of: up))) {
      #expect(abs(found - expected) < 1e-4 * (1 + abs(expected)))
    }
  }

  @Test func `one feedback changes the output`() throws {
    let lora = try adapter(8, 4, 2, seed: 5, isTrained: false)
    var source = Source(5)
    let x = source.vector(8), g = source.vector(4)
    x.withUnsafeBufferPointer { x in g.withUnsafeBufferPointer { lora.descend(x, outputGradient: $0, rates: (0.1, 0.1)) } }
    #expect(delta(lora, x).contains { $0 != 0 })
  }

  /// The loss after fitting an adapter of rank 2 to a random target of `rank`.
  private func residualLoss(rank: Int) throws -> Float {
    let size = 6
    let target = try adapter(size, size, rank, seed: 11)
    let lora = try adapter(size, size, 2, seed: 12, isTrained: false)
    var loss: Float = 0
    for _ in 0..<6_000 {
      loss = 0
      for k in 0..<size {
        var x = [Float](repeating: 0, count: size)
        x[k] = 1
        let g = zip(delta(lora, x), delta(target, x)).map { $0 - $1 }
        loss = g.reduce(loss) { max($0, abs($1)) }
        x.withUnsafeBufferPointer { x in g.withUnsafeBufferPointer { lora.descend(x, outputGradient: $0, rates: (0.05, 0.05)) } }
      }
    }
    return loss
  }

  @Test func `rank 2 fits a target of rank 2 and not one of rank 3`() throws {
    #expect(try residualLoss(rank: 2) < 1e-4)
    #expect(try residualLoss(rank: 3) > 1e-2)
  }

  @Test(arguments: 1...9)
  func `a batch gives each row what it gets alone, bit for bit`(count: Int) throws {
    let lora = try adapter(37, 21, 3, seed: 7)
    var source = Source(UInt64(count))
    let rows = (0..<count).map { _ in source.vector(37) }
    var y = [Float](repeating: 0.5, count: count * 21)
    rows.flatMap { $0 }.withUnsafeBufferPointer { x in y.withUnsafeMutableBufferPointer { lora.addDelta(ofRows: x, to: $0, count: count) } }
    for (i, row) in rows.enumerated() {
      var alone = [Float](repeating: 0.5, count: 21)
      row.withUnsafeBufferPointer { x in alone.withUnsafeMutableBufferPointer { lora.addDelta(of: x, to: $0) } }
      #expect(Array(y[i * 21..<(i + 1) * 21]) == alone)
    }
  }

  @Test func `merging and unmerging gives the base back`() throws {
    let lora = try adapter(16, 12, 4, seed: 9)
    var source = Source(9)
    let base = source.vector(16 * 12), x = source.vector(16)
    var weights = base
    weights.withUnsafeMutableBufferPointer { lora.merge(into: $0) }
    let merged = (0..<12).map { row in (0..<16).reduce(Float(0)) { $0 + weights[row * 16 + $1] * x[$1] } }
    let separate = (0..<12).map { row in (0..<16).reduce(delta(lora, x)[row]) { $0 + base[row * 16 + $1] * x[$1] } }
    for (a, b) in zip(merged, separate) { #expect(abs(a - b) < 1e-4 * (1 + abs(b))) }
    weights.withUnsafeMutableBufferPointer { lora.unmerge(from: $0) }
    for (a, b) in zip(weights, base) { #expect(abs(a - b) <= 4 * Float(8).ulp) }
  }

  @Test(arguments: [(0, 4, 4), (65, 4, 4), (2, 0, 4), (2, 4, -1)])
  func `impossible sizes are refused`(rank: Int, inputs: Int, outputs: Int) {
    #expect(throws: AdaptationError.self) { try LoRAShape(inputs: inputs, outputs: outputs, rank: rank) }
    #expect(throws: AdaptationError.self) { try LoRAShape(inputs: 4, outputs: 4, rank: 2, alpha: .nan) }
  }
}

struct AdapterPoolTests {
  private func pool(slots: Int, count: Int = 5) throws -> AdapterPool {
    let templates = AdapterTemplates(try LoRAShape(inputs: 6, outputs: 4, rank: 2), count: count, seed: 3)
    return AdapterPool(templates, budget: slots * templates.shape.bytes + 7)
  }

  private func serve(_ pool: AdapterPool, _ wanted: Int, _ rule: AdapterRule, task: Int) -> AdapterPool.Service {
    let table = AdapterTable(count: pool.count)
    for i in 0..<pool.count { table.similarity[i] = i == wanted ? 1 : 0 }
    return pool.serve(table, by: rule, node: 0, task: task, loadTime: 100, now: Int64(task) * 1_000)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `bytes never exceed the budget, and what was learned comes back bit for bit`(seed: UInt64) throws {
    let pool = try pool(slots: 2)
    let rule = AdapterRule(seed: seed)
    var random = RandomStream(seed: seed, "pool")
    var expected = (0..<pool.count).map { Array(UnsafeBufferPointer(start: pool.parameters($0), count: 20)) }
    for task in 0..<200 {
      let wanted = random.below(pool.count)
      #expect(serve(pool, wanted, rule, task: task).adapter == wanted)
      #expect(pool.bytes <= pool.budget)
      let trained = random.below(pool.count)
      let element = random.below(20)
      pool.mutableParameters(trained)[element] += 1
      expected[trained][element] += 1
      for i in 0..<pool.count { #expect(Array(UnsafeBufferPointer(start: pool.parameters(i), count: 20)) == expected[i]) }
    }
    #expect(pool.hits > 0 && pool.misses > 0)
  }

  @Test func `the least recently used unpinned adapter leaves`() throws {
    let pool = try pool(slots: 3)
    let rule = AdapterRule(seed: 1)
    for (task, wanted) in [0, 1, 2, 0].enumerated() { _ = serve(pool, wanted, rule, task: task + 1) }
    pool.pin(1)
    #expect(serve(pool, 3, rule, task: 9) == .init(adapter: 3, isHit: false, evictions: 1, isRefused: false))
    #expect(pool.isCached(0) && pool.isCached(1) && !pool.isCached(2))
  }

  @Test func `an adapter that doesn't fit is refused, and so is one where all is in use`() throws {
    #expect(serve(try pool(slots: 0), 1, AdapterRule(seed: 1), task: 1).isRefused)
    let pool = try pool(slots: 1)
    _ = serve(pool, 0, AdapterRule(seed: 1), task: 1)
    pool.pin(0)
    #expect(serve(pool, 1, AdapterRule(seed: 1), task: 2).isRefused && pool.isCached(0))
    pool.unpin(0)
    #expect(serve(pool, 1, AdapterRule(seed: 1), task: 3).adapter == 1)
  }

  @Test func `a policy that answers outside the contract is struck, and the built-in rule answers`() throws {
    let rule = AdapterRule(seed: 1)
    rule.slot.use(NativePolicy(kind: "adapter", name: "wild", [{ frame, _ in frame.result(0, Int64(99)) }, { frame, _ in frame.result(0, Int64(1)) }]))
    #expect(serve(try pool(slots: 2), 3, rule, task: 1).adapter == 3)
    #expect(rule.slot.faultCount == 1)
  }
}

struct TaskTypeTests {
  @Test func `several prototypes a type route at least 94% of the test rows to their domain`() throws {
    let utterances = try Bundled.utterances()
    let types = try Bundled.types(utterances)
    let rows = utterances.rows(.test, inScope: true)
    let right = rows.count { row in utterances.embedding(row).withUnsafeBufferPointer { types.nearest($0.baseAddress!).type } == utterances.domain(row) }
    #expect(Double(right) / Double(rows.count) > 0.94)
  }

  @Test func `a group without a direction is refused, and zero is near nothing`() throws {
    #expect(throws: AdaptationError.self) { try TaskTypes(examples: [0, 0], dimension: 2, groups: [0], typeOfGroup: [0]) }
    #expect(throws: AdaptationError.self) { try TaskTypes(examples: [1, 0], dimension: 2, groups: [0], typeOfGroup: [0, 1]) }
    let types = try TaskTypes(examples: [1, 0, 0, 1], dimension: 2, groups: [0, 1], typeOfGroup: [0, 1])
    #expect(types.nearest([0, 0]).similarity == 0)
    #expect(types.nearest([0.1, 3]).type == 1)
  }
}
