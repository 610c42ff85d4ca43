import Adaptation
import Kernels

/// The gradient of one feedback's cross-entropy with respect to an adapter, through the compute graph.
///
/// The graph is built once: frozen logits and an embedding come in as data, the adapter's factors as parameters. A feedback
/// allocates nothing.
final class FeedbackGradient {
  private let shape: LoRAShape
  private let graph = ComputeGraph()
  private let embedding: ComputeGraph.Node
  private let frozen: ComputeGraph.Node
  private let label: ComputeGraph.Node
  private let down: ComputeGraph.Node
  private let up: ComputeGraph.Node
  private let loss: ComputeGraph.Node

  init(_ shape: LoRAShape) {
    self.shape = shape
    do {
      embedding = try graph.input(rows: 1, columns: shape.inputs)
      frozen = try graph.input(rows: 1, columns: shape.outputs)
      label = try graph.input(rows: 1, columns: 1)
      down = try graph.parameter(Matrix(.f32, rows: shape.rank, columns: shape.inputs))
      up = try graph.parameter(Matrix(.f32, rows: shape.rank, columns: shape.outputs))
      let logits = try graph.lora(frozen, input: embedding, down: down, up: up, scale: shape.scale)
      loss = try graph.softmaxCrossEntropy(logits, labels: label)
    } catch {
      preconditionFailure("an adapter's graph could not be built: \(error)")
    }
  }

  /// Adds the gradient to `sum`, laid out as the parameters are.
  ///
  /// - Parameters:
  ///   - frozenLogits: of the base model for x.
  ///   - label: the true class.
  /// - Complexity: O(rank · (inputs + outputs)), no allocation
  func add(
    parameters: UnsafePointer<Float>, x: UnsafePointer<Float>, frozenLogits: UnsafePointer<Float>, label: Int,
    to sum: UnsafeMutablePointer<Float>
  ) throws(ArrayError) {
    graph.set(embedding, UnsafeBufferPointer(start: x, count: shape.inputs))
    graph.set(frozen, UnsafeBufferPointer(start: frozenLogits, count: shape.outputs))
    graph.set(self.label, labels: CollectionOfOne(label))
    graph.set(down, UnsafeBufferPointer(start: parameters, count: shape.upOffset))
    graph.set(up, UnsafeBufferPointer(start: parameters + shape.upOffset, count: shape.rank * shape.outputs))
    try graph.differentiate(loss)
    accumulate(graph.gradient(of: down), to: sum)
    accumulate(graph.gradient(of: up), to: sum + shape.upOffset)
  }

  private func accumulate(_ part: UnsafeBufferPointer<Float>, to sum: UnsafeMutablePointer<Float>) {
    for i in part.indices { sum[i] += part[i] }
  }
}
