/// A share of a whole, 0…1, in so many characters: `████████▌··········`, or `[########...........]`.
public func progressBar(_ share: Double, cells: Int, _ style: Style) -> String {
  let share = share.isFinite ? min(1, max(0, share)) : 0
  guard style.isUnicode else {
    let full = Int(share * Double(cells))
    return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: cells - full) + "]"
  }
  let eighths = Int(share * Double(cells * 8))
  let rest = eighths % 8 == 0 ? "" : String(Unicode.Scalar(0x2590 - UInt32(eighths % 8))!)
  let full = String(repeating: "█", count: eighths / 8) + rest
  return full + String(repeating: "·", count: max(0, cells - full.count))
}
