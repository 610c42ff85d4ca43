public import Interface

extension SoftmaxHead: Describable {
  public var card: Card {
    Card(
      "softmax head", ["\(Readable.count(dimension)) → \(Readable.count(classes)) classes"],
      parts: [.row("bytes", Precision.allCases.map { "\($0.rawValue) \(Readable.bytes(bytes($0)))" })])
  }
}
