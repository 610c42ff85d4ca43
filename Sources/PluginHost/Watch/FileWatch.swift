import Glibc

/// The kernel's notices about files in a few folders (inotify(7)): a thin owner of one descriptor.
///
/// A write is complete when its file is closed, or renamed into place, as editors save.
final class FileWatch {
  let descriptor: Int32
  private var folders: [Int32: String] = [:]

  /// What a batch of notices says.
  struct Notices {
    /// Paths in the order of notices: being written (not `isComplete`), or closed after writing or renamed into place.
    var files: [(path: String, isComplete: Bool)] = []
    /// Folders that appeared.
    var folders: [String] = []
    /// Notices were lost: look at everything.
    var overflowed = false
  }

  /// - Returns: nil with `errno` set where the kernel has no watch to give.
  init?() {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// - Returns: whether the folder is watched now.
  @discardableResult
  func add(_ folder: String) -> Bool {
    let mask = UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR)
    let watch = inotify_add_watch(descriptor, folder, mask)
    if watch >= 0 { folders[watch] = folder }
    return watch >= 0
  }

  /// Takes every notice that waits; never blocks.
  func take() -> Notices {
    var notices = Notices()
    let capacity = 16_384
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer, capacity)
      guard count > 0 else { return notices }
      var offset = 0
      while offset + MemoryLayout<inotify_event>.size <= count {
        let event = buffer.load(fromByteOffset: offset, as: inotify_event.self)
        let name = String(cString: (buffer + offset + MemoryLayout<inotify_event>.size).assumingMemoryBound(to: CChar.self))
        note(event, event.len > 0 ? name : "", &notices)
        offset += MemoryLayout<inotify_event>.size + Int(event.len)
      }
    }
  }

  private func note(_ event: inotify_event, _ name: String, _ notices: inout Notices) {
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { notices.overflowed = true }
    if event.mask & UInt32(IN_IGNORED) != 0 { folders[event.wd] = nil }
    guard let folder = folders[event.wd], !name.isEmpty, !name.hasPrefix(".") else { return }
    let path = "\(folder)/\(name)"
    if event.mask & UInt32(IN_ISDIR) != 0 {
      notices.folders.append(path)
    } else if event.mask & UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO) != 0 {
      notices.files.append((path, event.mask & UInt32(IN_MODIFY) == 0))
    }
  }
}
