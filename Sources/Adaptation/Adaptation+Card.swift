public import Interface

extension MicroLoRA: Describable {
  public var card: Card {
    Card(
      "microlora", [
        "\(Readable.count(shape.inputs)) → \(Readable.count(shape.outputs))", "rank \(shape.rank)", "alpha \(Readable.number(Double(shape.alpha)))",
        "\(Readable.count(shape.parameterCount)) parameters", Readable.bytes(shape.bytes), isUntrained ? "untrained: changes nothing" : "",
      ])
  }

  /// Whether B is still zero.
  private var isUntrained: Bool { (shape.upOffset..<shape.parameterCount).allSatisfy { parameters[$0] == 0 } }
}

extension ScriptQuantizedMatrix: Describable {
  var card: Card {
    let floats = matrix.rows * matrix.columns * MemoryLayout<Float>.size
    return Card(
      "quantized matrix 8-bit[\(matrix.rows)×\(matrix.columns)]",
      ["groups of \(matrix.group)", Readable.bytes(matrix.bytes), "f32 would take \(Readable.bytes(floats))"])
  }
}
