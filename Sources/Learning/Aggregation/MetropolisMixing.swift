import Policies

/// Metropolis–Hastings mixing (Xiao & Boyd 2004): each peer pulls with its mixing weight, and the node keeps the rest.
///
/// `out = own + Σ w_j · (peer_j − own)`, where `w_j` is the peer's weight times its trust, divided by one more than its
/// age in rounds. Written as differences, it leaves agreement exactly as it is.
enum MetropolisMixing {
  static func policy() -> any Policy {
    NativePolicy(kind: "aggregation", name: "metropolis", [{ frame, _ in
      let own = frame.argumentElements(Aggregation.Argument.own, Float.self)
      let peers = frame.argumentElements(Aggregation.Argument.peers, Float.self)
      let out = frame.outputElements(Aggregation.Argument.out, Float.self)
      let weights = frame.elements(Aggregation.Field.weights, Float.self)
      let staleness = frame.elements(Aggregation.Field.staleness, Float.self)
      let trust = frame.elements(Aggregation.Field.trust, Float.self)
      guard let source = own.baseAddress, let target = out.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: weights.count) { pulls in
        for j in weights.indices { pulls[j] = weights[j] * trust[j] / (staleness[j] + 1) }
        let rows = peers.baseAddress ?? source
        GradientMixing.mix(own: source, peers: rows, pulls: UnsafeBufferPointer(pulls), dimension: own.count, into: target)
      }
    }])
  }
}
