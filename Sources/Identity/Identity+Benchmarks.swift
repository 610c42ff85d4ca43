public import Interface

/// What `formic bench` measures of this layer.
public enum IdentityBenchmarks {
  public static let all: [BenchmarkCase] = [sign, verify, name]

  private static let bid = [UInt8](repeating: 7, count: 48)

  private static let sign = BenchmarkCase(id: "P14", name: "sign a bid of 48 bytes (Ed25519)", unit: "signatures/s", goal: "—") {
    let key = KeyPair(simulation: 1)
    let context = try! SigningContext(purpose: "commit")
    return BenchmarkRun(operationsPerCall: 10) {
      (0..<10 as Range<Int64>).reduce(0) { $0 + Double(try! SignedMessage(bid, context, .sequence($1), by: key).signature.bytes[0]) }
    }
  }

  private static let verify = BenchmarkCase(id: "P14", name: "verify a bid of 48 bytes (strict Ed25519)", unit: "verifications/s", goal: "≥ 15 k") {
    let key = KeyPair(simulation: 1)
    let message = try! SignedMessage(bid, SigningContext(purpose: "commit"), .sequence(1), by: key)
    return BenchmarkRun(operationsPerCall: 10) { (0..<10).reduce(0) { sum, _ in sum + (message.isGenuine ? 1 : 0) } }
  }

  private static let name = BenchmarkCase(id: "P14", name: "read a peer id and check its key", unit: "checks/s", goal: "—") {
    let id = KeyPair(simulation: 1).publicKey.peerID
    return BenchmarkRun(operationsPerCall: 10) { (0..<10).reduce(0) { sum, _ in sum + Double(try! PublicKey(name: id).bytes[0]) } }
  }
}
