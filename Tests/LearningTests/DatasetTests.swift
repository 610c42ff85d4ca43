import Datasets
import Testing

struct UtteranceTests {
  @Test func `the bundled utterances have the splits, intents and domains they are said to have`() throws {
    let utterances = try Bundled.utterances()
    #expect(utterances.count == 23_700 && utterances.dimension == 384)
    #expect(utterances.intents.count == 150 && utterances.domains.count == 10)
    let sizes = Utterances.Split.allCases.flatMap { [utterances.rows($0, inScope: true).count, utterances.rows($0, inScope: false).count] }
    #expect(sizes == [15_000, 100, 3_000, 100, 4_500, 1_000])
    #expect(utterances.text(0) == "what expression would i use to say i love you if i were an italian")
    #expect(utterances.fewShotRows(10).count == 1_500)
  }

  @Test func `embeddings have unit norm to a fifth of a percent`() throws {
    let utterances = try Bundled.utterances()
    for row in stride(from: 0, to: utterances.count, by: 97) {
      let square = utterances.embedding(row).reduce(0) { $0 + $1 * $1 }
      #expect(abs(square.squareRoot() - 1) < 0.002)
    }
  }

  @Test func `a process reads a folder once`() throws {
    #expect(try Bundled.utterances() === Bundled.utterances())
  }

  private static let header = "split\tdomain\tintent\ttext\n"

  private static let malformed: [(String, String)] = [
    ("", ":1: the header"),
    ("a\tb\n", ":1: the header"),
    (header, ":2: no utterance"),
    (header + "train\tbanking\tpin\n", ":2: 4 tab-separated fields expected, got 3"),
    (header + "train\tbanking\tpin\tok\ndev\tbanking\tpin\tok\n", ":3: split \"dev\": train, val or test expected"),
    (header + "train\tbanking\tpin\tok\ntrain\ttravel\tpin\tok\n", ":3: intent pin is in domain travel here and in banking before"),
    (header + "train\t\tpin\tok\n", ":2: an empty domain or intent"),
  ]

  @Test(arguments: malformed)
  func `a malformed table says where and what`(text: String, problem: String) {
    let folder = TemporaryFolder()
    _ = folder.write(text, to: "utterances.tsv")
    #expect(throws: DatasetError.self) { try Utterances(folder: folder.path) }
    #expect(message { try Utterances(folder: folder.path) }.contains("utterances.tsv" + problem))
  }

  @Test func `arrays must have a row for every utterance`() {
    let folder = TemporaryFolder()
    _ = folder.write(Self.header + "train\tbanking\tpin\tok\n", to: "utterances.tsv")
    _ = folder.writeArray("|i1", "(2, 3)", [1, 2, 3, 4, 5, 6], to: "embeddings.i8.npy")
    _ = folder.writeArray("<f4", "(1,)", bytes([0.1]), to: "scales.f32.npy")
    #expect(message { try Utterances(folder: folder.path) }.contains("2 rows, but"))
  }

  @Test(arguments: [-1, 0, Float.nan, .infinity])
  func `a scale is positive and finite`(scale: Float) {
    let folder = TemporaryFolder()
    _ = folder.write(Self.header + "train\tbanking\tpin\tok", to: "utterances.tsv")
    _ = folder.writeArray("|i1", "(1, 3)", [1, 2, 3], to: "embeddings.i8.npy")
    _ = folder.writeArray("<f4", "(1,)", bytes([scale]), to: "scales.f32.npy")
    #expect(message { try Utterances(folder: folder.path) }.contains("row 1: scale"))
  }
}

struct ArrivalTests {
  @Test func `the bundled hours have the requests they are said to have`() throws {
    let conversations = try Arrivals(path: Bundled.folder + "/arrivals/AzureLLMInferenceTrace_conv.csv")
    #expect(conversations.count == 19_366)
    #expect(conversations.times.first == 0 && zip(conversations.times, conversations.times.dropFirst()).allSatisfy(<=))
    #expect((3_400_000_000...3_700_000_000).contains(conversations.duration))
    #expect(conversations.contextTokens.last == 197 && conversations.generatedTokens.last == 183)
    #expect(try Arrivals(path: Bundled.folder + "/arrivals/AzureLLMInferenceTrace_code.csv").count == 8_819)
  }

  private static let header = "TIMESTAMP,ContextTokens,GeneratedTokens\r\n"

  @Test func `time is counted in whole microseconds across midnight, month and leap day`() throws {
    let folder = TemporaryFolder()
    let path = folder.write(
      Self.header + "2024-02-28 23:59:59.9999999,1,2\r\n2024-02-29 00:00:00,3,4\r\n2024-03-01 00:00:00.5,5,6", to: "a.csv")
    #expect(try Arrivals(path: path).times == [0, 0, 86_400_500_000])
  }

  private static let malformed: [(String, String)] = [
    ("", ":1: empty file"), ("when,what\n", ":1: the header"), (header, ":2: no request"),
    (header + "2023-11-16 18:17:03.97996000,1,2", ":2: a timestamp"), (header + "2023-02-29 18:17:03,1,2", ":2: a timestamp"),
    (header + "2023-11-16 24:00:00,1,2", ":2: a timestamp"), (header + "2023-11-16 18:17:03,1", ":2: a timestamp"),
    (header + "2023-11-16 18:17:03,-1,2", ":2: a timestamp"), (header + "2023-11-16 18:17:03,99999999999,2", ":2: a timestamp"),
    (header + "2023-11-16 18:17:03,1,2 ", ":2: a timestamp"),
    (header + "2023-11-16 18:17:03,1,2\n2023-11-16 18:17:02,1,2", ":3: earlier than the line before"),
  ]

  @Test(arguments: malformed)
  func `a malformed trace says where and what`(text: String, problem: String) {
    let folder = TemporaryFolder()
    let path = folder.write(text, to: "a.csv")
    #expect(message { try Arrivals(path: path) }.contains("a.csv" + problem))
  }

  @Test func `a missing file and a folder are named`() {
    #expect(message { try Arrivals(path: "/nowhere/a.csv") }.contains("/nowhere/a.csv: "))
    #expect(message { try Arrivals(path: "/tmp") }.contains("not a regular file"))
  }
}

struct RoundTripTimeTests {
  @Test func `PlanetLab is symmetric, and its median is 135 ms`() throws {
    let times = try RoundTripTimes(path: Bundled.folder + "/rtt/planetlab-490-slice01.f32.npy")
    #expect(times.count == 490)
    var all: [Int64] = []
    for i in 0..<490 {
      #expect(times[i, i] == 0)
      for j in 0..<490 where j != i {
        #expect(times[i, j] > 0 && times[i, j] == times[j, i])
        all.append(times[i, j])
      }
    }
    all.sort()
    #expect((125_000...145_000).contains(all[all.count / 2]))
  }

  @Test func `Seattle is in seconds, asymmetric, and its gaps are filled`() throws {
    let times = try RoundTripTimes(path: Bundled.folder + "/rtt/seattle-99-slice001.f32.npy", unit: .seconds)
    #expect(times.count == 99)
    var isAsymmetric = false
    for i in 0..<99 { for j in 0..<99 where i != j { isAsymmetric = isAsymmetric || times[i, j] != times[j, i]; #expect(times[i, j] > 0) } }
    #expect(isAsymmetric)
  }

  @Test func `a pair that was not measured takes the way back, or else the median`() throws {
    let folder = TemporaryFolder()
    let path = folder.writeArray("<f4", "(3, 3)", bytes([0, 0, 5, 7, 0, 0, 9, 0, 0]), to: "r.npy")
    let times = try RoundTripTimes(path: path)
    #expect(times[0, 1] == 7_000 && times[1, 2] == 7_000 && times[2, 1] == 7_000 && times.missing == 3)
  }

  @Test(arguments: [Float.nan, -1, .infinity, 1e9])
  func `an impossible time is named by row and column`(time: Float) {
    let folder = TemporaryFolder()
    let path = folder.writeArray("<f4", "(2, 2)", bytes([0, time, 1, 0]), to: "r.npy")
    #expect(message { try RoundTripTimes(path: path) }.contains("row 1, column 2"))
  }

  private static let unfit: [(String, String, Int, String)] = [
    ("<f4", "(2, 3)", 24, "not square"), ("<f4", "(2, 2)", 15, "bytes"), ("<f4", "(1000000, 1000000)", 16, "bytes"),
    ("<f4", "(99999999999999, 99999999999999)", 16, "bytes"), ("<f8", "(2, 2)", 32, "'<f4' expected"), ("<f4", "(4,)", 16, "axes"),
    ("<f4", "(0, 0)", 0, "no hosts"), ("<f4", "(2, 2)", 16, "no pair was measured"),
  ]

  @Test(arguments: unfit)
  func `a file of another shape, type or size is refused`(descriptor: String, shape: String, size: Int, problem: String) {
    let folder = TemporaryFolder()
    let path = folder.writeArray(descriptor, shape, Array(repeating: 0, count: size), to: "r.npy")
    #expect(message { try RoundTripTimes(path: path) }.contains(problem))
  }
}

/// What an operation's error says; empty where it throws none.
func message(_ body: () throws -> Any) -> String {
  do {
    _ = try body()
    return ""
  } catch { return "\(error)" }
}
