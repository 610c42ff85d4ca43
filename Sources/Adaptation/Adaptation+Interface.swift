public import Interface
import Kernels

/// What scripts see of adapters and quantised matrices.
public enum AdaptationInterface {
  public static let module = Module(
    "adaptation", "Low-rank adapters and matrices in 8 bits.",
    functions: [
      Function(
        "microlora", "An untrained low-rank adapter: it changes nothing yet.",
        detail: "y = base + alpha / rank · B(A x), with A random and B zero (Hu et al. 2021).",
        parameters: [
          Parameter("inputs", .integer, bounds: .integers(1...1 << 20)), Parameter("outputs", .integer, bounds: .integers(1...1 << 20)),
          Parameter("rank", .integer, bounds: .integers(1...64)),
          Parameter("alpha", .number, bounds: .numbers(1e-6...1e6), isOptional: true, defaultText: "rank"),
          Parameter("seed", .integer, isOptional: true, defaultText: "1"),
        ],
        results: [Parameter("adapter", .object("microlora"))], example: "lora = adaptation.microlora(8, 4, 2)", errors: ["the rank is above a dimension", "the memory limit is reached"]
      ) { frame in
        let shape = try LoRAShape(
          inputs: Int(frame.integer(0)), outputs: Int(frame.integer(1)), rank: Int(frame.integer(2)),
          alpha: frame.isNone(3) ? nil : Float(frame.number(3)))
        let seed = UInt64(bitPattern: frame.isNone(4) ? 1 : frame.integer(4))
        frame.push(MicroLoRA(shape, random: RandomStream(seed: seed, "adapter", "script")))
      },
      Function(
        "quantize", "A matrix in 8 bits, in groups along the row with a scale each.",
        detail: "No element is off by more than half its group's scale.",
        .object("weights") as Typed<Matrix>, .optional(.choice("group", ["32", "64"], "elements that share a scale"), "32"),
        returns: Parameter("quantized", .object("quantized_matrix")), example: "adaptation.quantize(matrix.identity(4)).bytes", errors: ["the matrix is not f32, or has an element that is not finite"]
      ) { weights, group in ScriptQuantizedMatrix(try QuantizedMatrix(quantizing: weights, group: group == "64" ? 64 : 32)) },
    ],
    classes: [adapter, quantized])

  private static let this: Typed<MicroLoRA> = .object("self")

  private static let adapter = Class(
    "microlora", "A low-rank adapter.",
    methods: [
      Function(
        "forward", "base + s · B(A x); the base is x itself when it is left out.",
        this, .object("x") as Typed<Vector>, .optional(.object("base") as Typed<Vector>, "x"), returns: Parameter("y", .object("vector")),
        example: "adaptation.microlora(3, 3, 1):forward(vector.new{ 1, 2, 3 })", errors: ["an array is not f32, or not of the size the adapter has"]
      ) { adapter, x, base in
        let x = try floats(x, adapter.shape.inputs, "x")
        guard let base else { return Vector(try adapter.residual(x)) }
        var y = try floats(base, adapter.shape.outputs, "base")
        x.withUnsafeBufferPointer { x in y.withUnsafeMutableBufferPointer { adapter.addDelta(of: x, to: $0) } }
        return Vector(y)
      },
      Function(
        "train", "One step of gradient descent from one feedback.",
        this, .object("x") as Typed<Vector>, .object("gradient", "of the loss with respect to y") as Typed<Vector>,
        .number("rate", 0...1e6), returns: Parameter("self", .object("microlora")),
        example: "adaptation.microlora(2, 2, 1):train(vector.new{ 1, 0 }, vector.new{ 0, 1 }, 0.1)", errors: ["an array is not f32, or not of the size the adapter has"]
      ) { adapter, x, gradient, rate in
        let x = try floats(x, adapter.shape.inputs, "x"), gradient = try floats(gradient, adapter.shape.outputs, "gradient")
        x.withUnsafeBufferPointer { x in
          gradient.withUnsafeBufferPointer { adapter.descend(x, outputGradient: $0, rates: (Float(rate), Float(rate))) }
        }
        return adapter
      },
      Function(
        "merge", "Folds the adapter into the weights of its base (outputs × inputs).", this, .object("weights") as Typed<Matrix>,
        returns: Parameter("weights", .object("matrix")), example: "adaptation.microlora(2, 2, 1):merge(matrix.identity(2))", errors: ["an array is not f32, or not of the size the adapter has"]
      ) { adapter, weights in
        try checkBase(weights, adapter)
        try weights.withMutableElements(of: Float.self) { adapter.merge(into: $0) }
        return weights
      },
      Function(
        "unmerge", "Takes it out of them again.", this, .object("weights") as Typed<Matrix>,
        returns: Parameter("weights", .object("matrix")), example: "adaptation.microlora(2, 2, 1):unmerge(matrix.identity(2))", errors: ["an array is not f32, or not of the size the adapter has"]
      ) { adapter, weights in
        try checkBase(weights, adapter)
        try weights.withMutableElements(of: Float.self) { adapter.unmerge(from: $0) }
        return weights
      },
    ],
    fields: [
      Function("rank", "1 … 64.", this, returns: Parameter("rank", .integer), example: "adaptation.microlora(4, 4, 2).rank") { Int64($0.shape.rank) },
      Function("bytes", "Memory its parameters take.", this, returns: Parameter("bytes", .integer, unit: "bytes"), example: "adaptation.microlora(4, 4, 2).bytes") {
        Int64($0.shape.bytes)
      },
    ],
    operators: [.card(of: MicroLoRA.self, example: "tostring(adaptation.microlora(4, 4, 2))")])

  private static let quantized = Class(
    "quantized_matrix", "A matrix stored in 8 bits.",
    methods: [
      Function(
        "gemv", "The product with a vector, which is quantised too; int32 accumulation.",
        .object("self") as Typed<ScriptQuantizedMatrix>, .object("x") as Typed<Vector>, returns: Parameter("y", .object("vector")),
        example: "adaptation.quantize(matrix.identity(2)):gemv(vector.new{ 1, 0.5 })", errors: ["x is not f32, or has not as many elements as the matrix has columns"]
      ) { quantized, x in
        let matrix = quantized.matrix
        let x = try floats(x, matrix.columns, "x")
        guard x.allSatisfy(\.isFinite) else { throw AdaptationError.notFinite("x has an element that is not finite") }
        var y = [Float](repeating: 0, count: matrix.rows)
        x.withUnsafeBufferPointer { x in y.withUnsafeMutableBufferPointer { matrix.gemv(x, into: $0) } }
        return Vector(y)
      }
    ],
    fields: [
      Function("bytes", "What is stored, scales included.", .object("self") as Typed<ScriptQuantizedMatrix>,
        returns: Parameter("bytes", .integer, unit: "bytes"), example: "adaptation.quantize(matrix.identity(4)).bytes") { Int64($0.matrix.bytes) }
    ],
    operators: [.card(of: ScriptQuantizedMatrix.self, example: "tostring(adaptation.quantize(matrix.identity(4)))")])

  private static func floats(_ vector: Vector, _ count: Int, _ name: String) throws -> [Float] {
    guard vector.count == count else { throw AdaptationError.size("\(name) has \(vector.count) elements, \(count) expected") }
    return try vector.asArray(of: Float.self)
  }

  private static func checkBase(_ weights: Matrix, _ adapter: MicroLoRA) throws {
    guard weights.rows == adapter.shape.outputs, weights.columns == adapter.shape.inputs else {
      throw AdaptationError.size(
        "weights are \(weights.rows)×\(weights.columns), \(adapter.shape.outputs)×\(adapter.shape.inputs) expected")
    }
  }
}

/// A quantised matrix as scripts hold it.
final class ScriptQuantizedMatrix: PassableObject {
  static var className: String { "quantized_matrix" }
  let matrix: QuantizedMatrix
  init(_ matrix: QuantizedMatrix) { self.matrix = matrix }
}
