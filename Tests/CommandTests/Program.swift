import Glibc
import Testing

/// The built executable, run as a user would, with a deadline: a hung program is killed and fails its test.
struct Program {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  struct Outcome: Equatable {
    /// The exit status, or 128 and the signal that ended it, as a shell says it.
    var status: Int32
    var output: String
    var complaints: String
  }

  /// The folder with the package's manifest.
  static let root: String = {
    var path = executable
    while let slash = path.lastIndex(of: "/"), access(path[..<slash] + "/Package.swift", R_OK) != 0 { path = String(path[..<slash]) }
    return String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
  }()

  /// Beside the test bundle.
  static let executable: String = {
    let here = realpath("/proc/self/exe", nil)!
    defer { free(here) }
    let path = String(cString: here)
    return path[..<path.lastIndex(of: "/")!] + "/formic"
  }()

  /// Runs to the end.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], program: String = executable, seconds: Int = 60
  ) throws -> Outcome {
    let running = try Running(program, arguments, input, environment, seconds)
    _ = try running.read(until: nil)
    return try running.end()
  }

  /// A program that has not ended yet.
  final class Running {
    private let process: pid_t
    private let output: Int32
    private let complaints: UnsafeMutablePointer<FILE>
    private let deadline: Int64
    private var bytes: [UInt8] = []
    private var isReaped = false

    init(_ program: String, _ arguments: [String], _ input: String = "", _ environment: [String: String] = [:], _ seconds: Int = 60) throws {
      var ends: [Int32] = [-1, -1]
      // Not inherited by what other tests start meanwhile.
      guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0, let given = tmpfile(), let complaints = tmpfile() else { throw Failure(description: "no files") }
      defer { fclose(given) }
      fputs(input, given)
      rewind(given)
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_adddup2(&actions, fileno(given), 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      posix_spawn_file_actions_adddup2(&actions, fileno(complaints), 2)

      let all = ["PATH": "/usr/bin:/bin", "FORMIC_HOME": Program.root].merging(environment) { $1 }
      var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
      var variables: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0)=\($1)") } + [nil]
      defer { (words + variables).forEach { free($0) } }
      var process = pid_t()
      let problem = posix_spawn(&process, program, &actions, nil, &words, &variables)
      close(ends[1])
      guard problem == 0 else { throw Failure(description: "\(program): \(String(cString: strerror(problem)))") }
      self.process = process
      self.complaints = complaints
      output = ends[0]
      deadline = Self.now + Int64(seconds) * 1000
    }

    deinit {
      if !isReaped {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
      }
      close(output)
      fclose(complaints)
    }

    /// Reads the output until it holds `text`, or to its end.
    @discardableResult func read(until text: String?) throws -> String {
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while text.map({ !String(decoding: bytes, as: UTF8.self).contains($0) }) ?? true {
        var event = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        let left = deadline - Self.now
        guard left > 0, poll(&event, 1, Int32(left)) > 0 else { throw Failure(description: "deadline passed; so far: \(String(decoding: bytes, as: UTF8.self))") }
        let count = Glibc.read(output, &chunk, chunk.count)
        if count <= 0 { break }
        bytes += chunk[..<count]
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    func signal(_ number: Int32) { kill(process, number) }

    /// Goes away, as `head` does.
    func stopReading() { shutdownOutput() }
    private func shutdownOutput() { dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), output) }

    /// Waits for the end of a program that has closed its output, or is about to end.
    func end() throws -> Outcome {
      var status: Int32 = 0
      while waitpid(process, &status, WNOHANG) == 0 {
        guard Self.now < deadline else { throw Failure(description: "deadline passed") }
        poll(nil, 0, 1)
      }
      isReaped = true
      rewind(complaints)
      var text: [UInt8] = [], chunk = [UInt8](repeating: 0, count: 1 << 14)
      while case let count = fread(&chunk, 1, chunk.count, complaints), count > 0 { text += chunk[..<count] }
      let signal = status & 0x7F
      return Outcome(
        status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: String(decoding: bytes, as: UTF8.self),
        complaints: String(decoding: text, as: UTF8.self))
    }

    private static var now: Int64 {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
  }
}

/// A folder that goes away with the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/formic-test-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template))
  }

  deinit { _ = try? Program.run(["-rf", path], program: "/bin/rm") }

  @discardableResult func write(_ name: String, _ text: String) -> String {
    let file = path + "/" + name
    if let slash = name.lastIndex(of: "/") { makeFolders(String(name[..<slash])) }
    let stream = fopen(file, "w")!
    fputs(text, stream)
    fclose(stream)
    return file
  }

  func text(of name: String) -> String? {
    guard let stream = fopen(path + "/" + name, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = [], chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func makeFolders(_ name: String) {
    var made = path
    for part in name.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o755)
    }
  }
}
