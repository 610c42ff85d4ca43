import CKernels
public import Interface

/// What native numerics are measured by.
public enum KernelBenchmarks {
  public static let all: [BenchmarkCase] = [gemv, gemm, dot, softmax, int8, training]

  private static let gemv = BenchmarkCase(id: "P4", name: "gemv 768² f32", unit: "GFLOP/s", goal: "≥ 45") {
    let n = 768, a = draws(n * n, "a"), x = draws(n, "x")
    let y = buffer(n)
    ck_gemv_f32(a.baseAddress, n, n, n, x.baseAddress, y)
    let error = (0..<n).map { i in relativeError(Double(y[i]), (0..<n).map { Double(a[i * n + $0]) * Double(x[$0]) }) }.max()!
    return BenchmarkRun(operationsPerCall: 2 * Double(n * n), error: error, bytesRead: 4 * Double(n * n)) {
      ck_gemv_f32(a.baseAddress, n, n, n, x.baseAddress, y)
      return Double(y[0])
    }
  }

  private static let gemm = BenchmarkCase(id: "P4", name: "gemm 512³ f32", unit: "GFLOP/s", goal: "≥ 100") {
    let n = 512, a = draws(n * n, "a"), b = draws(n * n, "b")
    let c = buffer(n * n)
    func run() { _ = ck_live_kernels().pointee.gemm_f32(n, n, n, a.baseAddress, n, 1, b.baseAddress, n, 1, c, n) }
    run()
    let error = stride(from: 0, to: n, by: 37).map { i in
      relativeError(Double(c[i * n + i]), (0..<n).map { Double(a[i * n + $0]) * Double(b[$0 * n + i]) })
    }.max()!
    return BenchmarkRun(operationsPerCall: 2 * Double(n * n * n), error: error) {
      run()
      return Double(c[0])
    }
  }

  private static let dot = BenchmarkCase(id: "P4", name: "dot 1024 f32", unit: "GFLOP/s", goal: "≥ 40") {
    let n = 1024, x = draws(n, "x"), y = draws(n, "y")
    let error = relativeError(Double(ck_dot_f32(x.baseAddress, y.baseAddress, n)), (0..<n).map { Double(x[$0]) * Double(y[$0]) })
    return BenchmarkRun(operationsPerCall: 2 * Double(n), error: error, bytesRead: 8 * Double(n)) { Double(ck_dot_f32(x.baseAddress, y.baseAddress, n)) }
  }

  private static let softmax = BenchmarkCase(id: "P4", name: "softmax 1024 f32", unit: "ns/element", goal: "≤ 1") {
    let n = 1024, x = draws(n, "x")
    let y = buffer(n)
    return BenchmarkRun(operationsPerCall: Double(n)) {
      ck_softmax_f32(x.baseAddress, y, n)
      return Double(y[0])
    }
  }

  private static let int8 = BenchmarkCase(id: "P5", name: "gemv 768² int8, groups of 64", unit: "GOP/s", goal: "≥ 3 × f32") {
    let n = 768, matrix = Matrix(draws(n * n, "a"), rows: n, columns: n), x = draws(n, "x")
    let quantized = try! QuantizedMatrix(quantizing: matrix)  // finite draws
    let y = UnsafeMutableBufferPointer(start: buffer(n), count: n)
    return BenchmarkRun(operationsPerCall: 2 * Double(n * n), bytesRead: Double(quantized.bytes)) {
      quantized.gemv(UnsafeBufferPointer(x), into: y)
      return Double(y[0])
    }
  }

  /// One step of online learning: head 150 × 384, rank-2 adapter, forward, gradients and descent.
  private static let training = BenchmarkCase(id: "P3b", name: "training step d=384 r=2, 150 classes, batch 1", unit: "µs", goal: "≤ 6") {
    let graph = ComputeGraph()
    func matrix(_ rows: Int, _ columns: Int, _ name: String) -> Matrix { Matrix(draws(rows * columns, name).map { $0 * 0.05 }, rows: rows, columns: columns) }
    let x = try! graph.input(rows: 1, columns: 384), labels = try! graph.input(rows: 1, columns: 1)
    let down = try! graph.parameter(matrix(2, 384, "down")), up = try! graph.parameter(matrix(2, 384, "up"))
    let adapted = try! graph.lora(x, input: x, down: down, up: up, scale: 1)
    let logits = try! graph.linear(adapted, weights: try! graph.constant(matrix(150, 384, "head")))
    let loss = try! graph.softmaxCrossEntropy(logits, labels: labels)
    let sample = draws(384, "sample")
    return BenchmarkRun(operationsPerCall: 1) {
      graph.set(x, UnsafeBufferPointer(sample))
      try! graph.differentiate(loss)
      let value = try! graph.scalar(loss)
      try! graph.descend(down, rate: 1e-4)
      try! graph.descend(up, rate: 1e-4)
      return Double(value)
    }
  }

  // MARK: Data, kept for the life of the process

  private static func buffer(_ count: Int) -> UnsafeMutablePointer<Float> {
    let block = ck_block_create(count * 4)!
    let elements = block.pointee.data.assumingMemoryBound(to: Float.self)
    elements.update(repeating: 0, count: count)  // touch every page
    return elements
  }

  private static func draws(_ count: Int, _ name: String) -> UnsafeMutableBufferPointer<Float> {
    var random = RandomStream(seed: 1, "benchmark", name)
    let elements = UnsafeMutableBufferPointer(start: buffer(count), count: count)
    for i in 0..<count { elements[i] = Float(random.normal()) }
    return elements
  }

  private static func relativeError(_ result: Double, _ terms: [Double]) -> Double {
    abs(result - terms.reduce(0, +)) / terms.reduce(0) { $0 + abs($1) }
  }
}
