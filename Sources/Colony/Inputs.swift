public import Datasets
import Kernels
import Simulation

/// The data a colony runs on. Immutable, so that runs in parallel share it.
public struct Inputs: Sendable {
  public let utterances: Utterances
  public let arrivals: Arrivals
  public let roundTrips: RoundTripTimes
  /// Rows of each domain that come as requests: the training rows the frozen head was not trained on.
  let domains: [[Int32]]
  let outOfScope: [Int32]

  /// Training rows of each intent that the frozen head learns from, and the stream leaves out.
  static let shots = 10

  /// - Parameters:
  ///   - folder: where the bundled data lies: `scripts/data`.
  /// - Throws: `DatasetError` with file and line or byte; when Ctrl-C has been pressed.
  public init(_ configuration: Configuration, folder: String) throws {
    utterances = try Utterances.shared(folder: folder + "/clinc150")
    try goOn()
    arrivals = try Arrivals(
      path: configuration.arrivals.isEmpty ? folder + "/arrivals/AzureLLMInferenceTrace_conv.csv" : configuration.arrivals)
    try goOn()
    roundTrips = try RoundTripTimes(
      path: configuration.rtt.isEmpty ? folder + "/rtt/planetlab-490-slice01.f32.npy" : configuration.rtt)
    try goOn()
    let trained = Set(utterances.fewShotRows(Self.shots))
    var domains = [[Int32]](repeating: [], count: utterances.domains.count)
    for row in utterances.rows(.train, inScope: true) where !trained.contains(row) {
      domains[utterances.domain(row)!].append(Int32(row))
    }
    self.domains = domains
    outOfScope = utterances.rows(.train, inScope: false).map(Int32.init)
  }

  func workload(_ configuration: Configuration) -> Workload {
    let count = configuration.tasks > 0 ? min(arrivals.count, Int(configuration.tasks)) : arrivals.count
    return Workload(
      arrivals: (0..<count).map {
        (arrivals.times[$0], Int64(arrivals.contextTokens[$0]), Int64(arrivals.generatedTokens[$0]))
      },
      domains: domains, outOfScope: outOfScope, configuration)
  }
}

extension Inputs {
  /// A fingerprint of everything a run reads of them.
  ///
  /// - Complexity: one pass, some 30 ms for the bundled data
  var digest: String {
    var digest = Digest()
    for i in 0..<arrivals.count {
      digest.add(arrivals.times[i])
      digest.add(arrivals.contextTokens[i])
      digest.add(arrivals.generatedTokens[i])
    }
    for time in roundTrips.microseconds { digest.add(time) }
    for row in 0..<utterances.count {
      digest.add(utterances.split(row).rawValue)
      digest.add(Int64(utterances.intent(row) ?? -1))
      digest.add(utterances.scale(row).bitPattern)
      utterances.withQuantizedEmbedding(row) { bytes in
        bytes.withMemoryRebound(to: UInt8.self) { digest.add(bytes: $0) }
      }
    }
    return digest.hexadecimal
  }
}
