import Glibc

/// Draws figures by running gnuplot: no shell, no file but the figure.
public enum Gnuplot {
  public enum Failure: Error, CustomStringConvertible {
    case notInstalled
    case failed(path: String, message: String)

    public var description: String {
      switch self {
      case .notInstalled: "gnuplot is not installed (Debian: apt-get install gnuplot-nox)"
      case .failed(let path, let message): "gnuplot could not draw \(path): \(message)"
      }
    }
  }

  /// Draws the figure at `path`, or leaves what was there untouched.
  public static func draw(to path: String, _ script: (_ output: String) -> GnuplotScript) throws(Failure) {
    let unfinished = path + ".unfinished"
    let (status, complaint) = try run(script(unfinished), path)
    guard status == 0, rename(unfinished, path) == 0 else {
      let reason = status == 0 ? String(cString: strerror(errno)) : complaint
      unlink(unfinished)
      throw .failed(path: path, message: reason)
    }
  }

  /// - Returns: the exit status, and what gnuplot had to say.
  private static func run(_ script: GnuplotScript, _ path: String) throws(Failure) -> (status: Int32, complaint: String) {
    // Nameless files rather than pipes: neither side can block the other, or be killed by its end.
    guard let figure = tmpfile(), let complaint = tmpfile() else {
      throw .failed(path: path, message: String(cString: strerror(errno)))
    }
    defer {
      fclose(figure)
      fclose(complaint)
    }
    let input = fileno(figure), output = fileno(complaint)
    guard write(script.text, to: input) else { throw .failed(path: path, message: String(cString: strerror(errno))) }
    lseek(input, 0, SEEK_SET)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)

    var process = pid_t()
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("gnuplot"), nil]
    defer { free(arguments[0]) }
    let problem = posix_spawnp(&process, "gnuplot", &actions, nil, &arguments, environ)
    if problem == ENOENT { throw .notInstalled }
    guard problem == 0 else { throw .failed(path: path, message: String(cString: strerror(problem))) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return (status, firstComplaint(in: output))
  }

  private static func write(_ text: String, to file: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(file, bytes.baseAddress! + done, bytes.count - done)
        if count < 0 && errno != EINTR { return false }
        done += max(0, count)
      }
      return true
    }
  }

  /// The line of the output that says what went wrong: gnuplot quotes the command first, then explains.
  private static func firstComplaint(in file: Int32) -> String {
    lseek(file, 0, SEEK_SET)
    let text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      String(decoding: UnsafeRawBufferPointer(start: buffer.baseAddress!, count: max(0, read(file, buffer.baseAddress!, 4096))), as: UTF8.self)
    }
    let lines = text.split(separator: "\n").map(String.init)
    let line = lines.first { $0.contains("line ") && $0.contains(": ") } ?? lines.last ?? "no reason given"
    return line.split(separator: " ").joined(separator: " ")
  }
}
