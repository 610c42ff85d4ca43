import Adaptation
import Datasets
public import Interface
import Kernels

/// What scripts see of learning: the few-shot head, and ways to combine gradients.
public enum LearningInterface {
  public static let module = Module(
    "learning", "Classifiers that learn, alone and from peers.",
    functions: [
      Function(
        "head", "A softmax head trained on the first few rows of each intent; the same every time.",
        detail: "Trained through the compute graph; kept for the process.",
        .object("utterances") as Typed<Utterances>, .optional(.integer("shots", 1...100, "training rows an intent"), "10"),
        returns: Parameter("head", .object("softmax_head")), example: "h = learning.head(data.utterances())", errors: ["there are too few rows to train on"]
      ) { utterances, shots in try SoftmaxHead.fewShot(utterances, shots: Int(shots ?? 10)) },
      Function(
        "mix", "out = own + Σ pull_j · (peer_j − own): what a weighted average of gradients is made of.",
        own, peers, .object("pulls", "one a peer") as Typed<Vector>, out, returns: Parameter("out", .object("vector")),
        example: "learning.mix(vector.new{ 0 }, matrix.new{ { 4 } }, vector.new{ 0.5 }, vector.zeros(1))", isPolicySafe: true, errors: ["the sizes of the gradients differ", "an array is not f32"]
      ) { own, peers, pulls, out in
        try checkSizes(own, peers, out)
        guard pulls.count == peers.rows else { throw ArrayError.shape("\(pulls.count) pulls for \(peers.rows) peers") }
        try pulls.withElements(of: Float.self) { pulls in
          try combine(own, peers, out) {
            GradientMixing.mix(own: $0, peers: $1, pulls: pulls, dimension: own.count, into: $2)
          }
        }
        return out
      },
      Function(
        "trimmed_mean", "The mean of own and the peers in each coordinate, without the least and the greatest few.",
        detail: "With trim = peers // 2 it is the median. Yin et al. 2018.",
        own, peers, .integer("trim", 0...65_536, "left out at either end; at most half the peers"), out,
        returns: Parameter("out", .object("vector")),
        example: "learning.trimmed_mean(vector.new{ 1 }, matrix.new{ { 2 }, { 90 } }, 1, vector.zeros(1))", isPolicySafe: true, errors: ["the sizes of the gradients differ", "more would be left out than there is"]
      ) { own, peers, trim, out in
        try checkSizes(own, peers, out)
        guard 2 * trim <= peers.rows else { throw ScriptError("trim \(trim) leaves nothing of \(peers.rows) peers and own: at most \(peers.rows / 2)") }
        try combine(own, peers, out) {
          GradientMixing.trimmedMean(own: $0, peers: $1, count: peers.rows, trim: Int(trim), dimension: own.count, into: $2)
        }
        return out
      },
    ],
    classes: [head])

  private static let own: Typed<Vector> = .object("own", "this node's gradient")
  private static let peers: Typed<Matrix> = .object("peers", "one row a peer")
  private static let out: Typed<Vector> = .object("out", "where the answer goes")

  private static let head = Class(
    "softmax_head", "A frozen linear classifier over embeddings.",
    methods: [
      Function(
        "predict", "The class of an embedding, from 1, and the probability the head gives it.",
        parameters: [
          Parameter("self", .object("softmax_head")), Parameter("embedding", .object("vector")),
          Parameter("precision", .choice(SoftmaxHead.Precision.allCases.map(\.rawValue)), isOptional: true, defaultText: "f32"),
        ],
        results: [Parameter("class", .integer), Parameter("confidence", .number)],
        example: "learning.head(data.utterances()):predict(data.utterances():embedding(1))", errors: ["the embedding is not f32, finite, and of the length the head takes"]
      ) { frame in
        let head = SoftmaxHead.read(frame, 0), embedding = Vector.read(frame, 1)
        guard embedding.count == head.dimension else {
          throw ArrayError.shape("an embedding of \(embedding.count) elements, the head takes \(head.dimension)")
        }
        let precision = frame.isNone(2) ? .f32 : SoftmaxHead.Precision(rawValue: frame.string(2))!
        let (index, confidence) = try embedding.withElements(of: Float.self) { x in
          guard x.allSatisfy(\.isFinite) else { throw ArrayError.value("the embedding has an element that is not finite") }
          return head.classify(x.baseAddress!, precision)
        }
        frame.push(Int64(index + 1))
        frame.push(Double(confidence))
      },
      Function(
        "evaluate", "Share of in-scope rows of a split it gets right, with the ends of the 95% interval.",
        parameters: [
          Parameter("self", .object("softmax_head")), Parameter("utterances", .object("utterances")),
          Parameter("split", .choice(Utterances.Split.allCases.map(\.word))),
          Parameter("precision", .choice(SoftmaxHead.Precision.allCases.map(\.rawValue)), isOptional: true, defaultText: "f32"),
        ],
        results: [Parameter("accuracy", .number), Parameter("low", .number), Parameter("high", .number)],
        example: "learning.head(data.utterances()):evaluate(data.utterances(), \"val\")", errors: ["the utterances are not those the head is for"]
      ) { frame in
        let head = SoftmaxHead.read(frame, 0), utterances = Utterances.read(frame, 1)
        let split = Utterances.Split.allCases.first { $0.word == frame.string(2) }!
        let precision = frame.isNone(3) ? .f32 : SoftmaxHead.Precision(rawValue: frame.string(3))!
        guard head.dimension == utterances.dimension, head.classes == utterances.intents.count else {
          throw ScriptError("the head was trained on other utterances: \(head.classes) classes of \(head.dimension) numbers")
        }
        let (correct, count) = head.score(utterances, split, precision)
        guard count > 0 else { throw ScriptError("there are no in-scope rows in \(split.word)") }
        let interval = wilsonInterval(successes: Double(correct), of: count)
        frame.push(Double(correct) / Double(count))
        frame.push(interval.lowerBound)
        frame.push(interval.upperBound)
      },
      Function(
        "bytes", "Memory its parameters take.", .object("self") as Typed<SoftmaxHead>,
        .choice("precision", SoftmaxHead.Precision.allCases.map(\.rawValue)), returns: Parameter("bytes", .integer, unit: "bytes"),
        example: "learning.head(data.utterances()):bytes(\"int8\")"
      ) { Int64($0.bytes(SoftmaxHead.Precision(rawValue: $1)!)) },
    ],
    operators: [.card(of: SoftmaxHead.self, example: "tostring(learning.head(data.utterances()))")])

  private static func checkSizes(_ own: Vector, _ peers: Matrix, _ out: Vector) throws(ArrayError) {
    guard out.count == own.count else { throw .shape("out has \(out.count) elements, own \(own.count)") }
    guard peers.columns == own.count || peers.rows == 0 else { throw .shape("peers have \(peers.columns) columns, own \(own.count) elements") }
    guard own.count > 0 else { throw .shape("own is empty") }
  }

  private static func combine(
    _ own: Vector, _ peers: Matrix, _ out: Vector,
    _ body: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) throws {
    try own.withElements(of: Float.self) { own in
      try peers.withElements(of: Float.self) { peers in
        try out.withMutableElements(of: Float.self) { out in
          guard out.baseAddress! != own.baseAddress! else { throw ArrayError.value("out and own are the same vector") }
          body(own.baseAddress!, peers.baseAddress ?? own.baseAddress!, out.baseAddress!)
        }
      }
    }
  }
}

extension SoftmaxHead: PassableObject {
  public static var className: String { "softmax_head" }
}
