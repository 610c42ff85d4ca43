import Adaptation
import Datasets
import Kernels
import Learning
import Policies
import Testing

struct HeadTests {
  @Test func `the nearest class centroid gets 91.67% of the test rows, as the data's reference says`() throws {
    let utterances = try Bundled.utterances()
    let rows = utterances.rows(.train, inScope: true)
    let centroids = try TaskTypes(
      examples: rows.flatMap { utterances.embedding($0) }, dimension: 384, groups: rows.map { utterances.intent($0)! },
      typeOfGroup: Array(0..<150))
    let test = utterances.rows(.test, inScope: true)
    let right = test.count { row in utterances.embedding(row).withUnsafeBufferPointer { centroids.nearest($0.baseAddress!).type } == utterances.intent(row) }
    #expect(abs(Double(right) / 4_500 - 0.9167) < 0.001)
  }

  @Test func `the few-shot head beats the few-shot centroids, and 8 bits lose less than half a point`() throws {
    let utterances = try Bundled.utterances()
    let head = try SoftmaxHead.fewShot(utterances)
    let f32 = head.score(utterances, .test, .f32), int8 = head.score(utterances, .test, .int8)
    #expect(Double(f32.correct) / Double(f32.count) > 0.848)
    #expect(abs(f32.correct - int8.correct) < 22)
    #expect(Double(head.bytes(.int8)) < 0.285 * Double(head.bytes(.f32)))
  }

  @Test func `training is reproducible, and done once a process`() throws {
    let utterances = try Bundled.utterances()
    let head = try SoftmaxHead.fewShot(utterances)
    #expect(try SoftmaxHead.fewShot(utterances) === head)
    let rows = utterances.fewShotRows(10)
    let again = try HeadTraining().train(
      examples: rows.flatMap { utterances.embedding($0) }, labels: rows.map { utterances.intent($0)! }, classes: 150, dimension: 384)
    #expect(again.weights(ofClass: 17) == head.weights(ofClass: 17))
  }

  @Test func `a label out of range and a weight that is not finite are refused`() throws {
    #expect(throws: ArrayError.self) { try HeadTraining().train(examples: [1, 0], labels: [3], classes: 2, dimension: 2) }
    #expect(throws: ArrayError.self) { try SoftmaxHead(weights: [1, .nan], bias: [0], classes: 1, dimension: 2) }
  }
}

struct ScoreTests {
  @Test func `Wilson's interval is that of the textbook`() {
    let interval = wilsonInterval(successes: 8, of: 10)
    #expect(abs(interval.lowerBound - 0.4902) < 5e-4 && abs(interval.upperBound - 0.9433) < 5e-4)
    #expect(wilsonInterval(successes: 0, of: 10).lowerBound == 0)
  }

  @Test func `most out-of-scope rows are withheld and most others answered`() throws {
    let utterances = try Bundled.utterances()
    let head = try SoftmaxHead.fewShot(utterances), types = try Bundled.types(utterances)
    let threshold = HeldOut(utterances, split: .validation, head: head, types: types).abstentionThreshold()
    let score = HeldOut(utterances, split: .test, head: head, types: types).score(abstainBelow: threshold)
    #expect(score.keptInScope > 0.8 && score.abstainedOutOfScope > 0.8)
  }
}

/// One run of a stream of tasks through nodes that learn.
private struct Run {
  let learner: OnlineLearner
  let prequential: Double

  init(_ stream: Stream, _ options: LearnerOptions = LearnerOptions(), loss: Double = 0, use policy: (any Policy)? = nil) throws {
    let utterances = try Bundled.utterances()
    let head = try SoftmaxHead.fewShot(utterances), types = try Bundled.types(utterances)
    let templates = AdapterTemplates(try LoRAShape(inputs: 384, outputs: 150, rank: options.rank), count: 10, seed: 1)
    let nodes = stream.neighbours.count
    let rule = AggregationRule(seed: 1)
    if let policy { rule.slot.use(policy) }
    let learner = OnlineLearner(
      head: head, types: types, pools: (0..<nodes).map { _ in AdapterPool(templates, budget: 1 << 20) }, neighbours: stream.neighbours,
      rule: rule, options: options)
    var links = RandomStream(seed: 1, "links")
    var tick = 0
    var right = 0
    let interval = options.roundLength / Int64(4 * nodes)
    func gossip() {
      _ = learner.gossipRound(tick % nodes, now: Int64(tick) * interval, isReachable: { _ in loss == 0 || links.uniform() >= loss })
      tick += 1
    }
    for task in stream.tasks {
      while Int64(tick) * interval <= task.time { gossip() }
      let x = utterances.embedding(task.row), label = utterances.intent(task.row)!
      let type = types.nearest(x).type
      if learner.predict(task.node, x, adapter: type).intent == label { right += 1 }
      learner.learn(task.node, x, label: label, adapter: type)
    }
    for _ in 0..<(12 * nodes) { gossip() }
    self.learner = learner
    prequential = Double(right) / Double(max(stream.tasks.count, 1))
  }

  func score() throws -> HeldOutScore {
    let utterances = try Bundled.utterances()
    return HeldOut(utterances, split: .test, head: learner.head, types: learner.types).score(learner)
  }

  /// All parameters of a node's adapters.
  func parameters(_ node: Int) -> [Float] {
    (0..<10).flatMap { Array(UnsafeBufferPointer(start: learner.pool(node).parameters($0), count: learner.pool(node).templates.shape.parameterCount)) }
  }
}

struct OnlineLearningTests {
  private static func none() -> any Policy {
    NativePolicy(kind: "aggregation", name: "none", [{ frame, _ in
      _ = frame.outputElements(2, Float.self).update(fromContentsOf: frame.argumentElements(0, Float.self))
    }])
  }

  @Test func `an hour of gossip beats the frozen head and learning alone, beyond the 95% intervals`() throws {
    let utterances = try Bundled.utterances()
    let stream = Stream(utterances, seed: 1)
    let frozen = HeldOut(utterances, split: .test, head: try .fewShot(utterances), types: try Bundled.types(utterances)).score()
    var alone = LearnerOptions()
    alone.isGossiping = false
    let local = try Run(stream, alone).score()
    let gossip = try Run(stream)
    let learned = try gossip.score()
    #expect(learned.interval.lowerBound > frozen.interval.upperBound && learned.interval.lowerBound > local.interval.upperBound)
    #expect(learned.gain(over: frozen).interval.lowerBound > 0.02)
    #expect(learned.gain(over: local).interval.lowerBound > 0.02)
    #expect(local.gain(over: frozen).interval.lowerBound > -0.002)
    let ignored = try Run(stream, use: Self.none())
    #expect(learned.gain(over: try ignored.score()).interval.lowerBound > 0.01)
    #expect(gossip.prequential > ignored.prequential)
  }

  private func short(nodes: Int = 16, arrivals: Int = 1_000, seed: UInt64 = 2) throws -> Stream {
    try Stream(Bundled.utterances(), nodes: nodes, arrivals: arrivals, seed: seed)
  }

  @Test func `the same run ends in the same bits`() throws {
    let stream = try short()
    let a = try Run(stream), b = try Run(stream)
    for node in 0..<16 { #expect(a.parameters(node) == b.parameters(node)) }
    #expect(a.learner.traffic == b.learner.traffic)
  }

  @Test func `every node hears every gradient once, so adapters stay together`() throws {
    let run = try Run(short())
    let first = run.parameters(0)
    for node in 1..<16 {
      let other = run.parameters(node)
      #expect(zip(first, other).allSatisfy { abs($0 - $1) < 0.05 })
    }
    #expect(run.learner.traffic.messages > 0 && run.learner.traffic.messages % 15 == 0)
    #expect(run.learner.traffic.bytes == run.learner.traffic.messages * (2 * 534 * 4 + 80))
  }

  @Test func `without gossip nothing crosses a link, and nodes without feedback stay as they were`() throws {
    var options = LearnerOptions()
    options.isGossiping = false
    let stream = try short()
    let run = try Run(stream, options)
    #expect(run.learner.traffic == GossipTraffic())
    let busy = Set(stream.tasks.map(\.node))
    #expect(run.parameters(busy.first!) != (0..<10).flatMap { index in
      Array(UnsafeBufferPointer(start: run.learner.pool(0).templates.parameters(index), count: 1_068))
    })
  }

  @Test func `lost exchanges are caught up with`() throws {
    let stream = try short()
    let whole = try Run(stream), lossy = try Run(stream, loss: 0.3)
    #expect(Double(lossy.learner.traffic.messages) > 0.97 * Double(whole.learner.traffic.messages))
  }

  @Test func `hops bound how far a gradient travels`() throws {
    var options = LearnerOptions()
    options.hops = 1
    let stream = try short(nodes: 64)
    let near = try Run(stream, options).learner.traffic.messages, far = try Run(stream).learner.traffic.messages
    #expect(near > 0 && near < far / 2)
  }

  @Test func `one feedback changes the answer, a round later`() throws {
    let stream = try short(arrivals: 0)
    let run = try Run(stream)
    let x = try Bundled.utterances().embedding(0)
    let before = run.learner.predict(3, x, adapter: 0)
    run.learner.learn(3, x, label: 7, adapter: 0)
    let length = run.learner.options.roundLength
    for round in 20..<24 { run.learner.gossipRound(3, now: Int64(round) * length) }
    #expect(run.learner.predict(3, x, adapter: 0) != before)
    #expect(run.learner.steps == 1)
  }
}
