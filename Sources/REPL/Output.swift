import CLineEditor
@preconcurrency import Glibc
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

  public func write(_ text: String) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  public func write(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    pending.withLock { pending in
      guard pending.isEditing else {
        fwrite(bytes.baseAddress, 1, bytes.count, stdout)  // through C, as io.write does, so that the order holds
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

  /// Writes what arrived after the last `take`, and from now on everything at once.
  func endEditing() {
    pending.withLock { $0.isEditing = false }
    let left = take()
    left.withUnsafeBytes { write($0) }
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
}
