import CLineEditor
import Glibc
import Synchronization

/// Text for people from any thread: straight to standard output, or above the prompt while a line is being edited.
///
/// Only the editor's thread touches the terminal then; others leave their lines here and wake it.
public final class Output: Sendable {
  private struct Pending {
    var isEditing = false
    var lines: [UInt8] = []
    var dropped = 0
  }

  /// More than this waits for nobody: a draft may stay on the screen for hours.
  private static let capacity = 1 << 20

  private let pending = Mutex(Pending())
  private let wakeReader: Int32
  private let wakeWriter: Int32

  public init() {
    var ends: [Int32] = [-1, -1]
    ce_wake_pipe(&ends)
    wakeReader = ends[0]
    wakeWriter = ends[1]
  }

  deinit {
    close(wakeReader)
    close(wakeWriter)
  }

  public func write(_ text: String) { write(Array(text.utf8)) }

  public func write(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    pending.withLock { pending in
      guard pending.isEditing else {
        Self.writeAll(bytes)
        return
      }
      if pending.lines.isEmpty { _ = Glibc.write(wakeWriter, [0], 1) }
      if pending.lines.count + bytes.count > Self.capacity {
        pending.dropped += 1
      } else {
        pending.lines += bytes
      }
    }
  }

  // MARK: The editor's side

  /// Readable when text waits.
  var wakeDescriptor: Int32 { wakeReader }

  func beginEditing() { pending.withLock { $0.isEditing = true } }

  /// - Returns: what arrived after the last `take`.
  func endEditing() -> [UInt8] {
    pending.withLock { $0.isEditing = false }
    return take()
  }

  func take() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(wakeReader, &bytes, bytes.count) > 0 {}
    return pending.withLock { pending in
      var lines = pending.lines
      if pending.dropped > 0 { lines += Array("(\(pending.dropped) messages left out)\n".utf8) }
      pending.lines = []
      pending.dropped = 0
      return lines
    }
  }

  private static func writeAll(_ bytes: [UInt8]) {
    fflush(nil)  // what scripts wrote through C comes first
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress! + start, bytes.count - start) }
      if count < 0, errno != EINTR { return }
      start += max(count, 0)
    }
  }
}
