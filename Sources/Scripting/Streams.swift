import Glibc

/// Writes `text` to a stream, after everything C's buffers still hold for it.
///
/// A reader that went away is not an error of ours: the rest is dropped.
public func put(_ text: String, to stream: Int32) {
  fflush(nil)
  var text = text
  text.withUTF8 { bytes in
    var done = 0
    while done < bytes.count {
      let count = write(stream, bytes.baseAddress! + done, bytes.count - done)
      if count < 0 && errno != EINTR { return }
      done += max(0, count)
    }
  }
}
