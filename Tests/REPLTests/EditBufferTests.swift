import REPL
import Testing

private func buffer(_ text: String, margin: Int = 4) -> EditBuffer {
  EditBuffer(text: Array(text.utf8), cursor: text.utf8.count, margin: margin)
}
private func string(_ buffer: EditBuffer) -> String { String(decoding: buffer.text, as: UTF8.self) }

@Test func `a new line stands a step inside the block it continues`() {
  var block = buffer("for i = 1, 3 do")
  block.insertNewline()
  #expect(string(block) == "for i = 1, 3 do\n      ")
  block.insert(Array("print(i)".utf8))
  block.insertNewline()
  block.insert(Array("end".utf8))
  block.setBackCloser()
  #expect(block.source == "for i = 1, 3 do\n  print(i)\nend")
}

@Test func `else and its like step back, and what follows steps in again`() {
  var block = buffer("")
  for line in ["if a then", "b()", "elseif c then", "d()", "else", "e({", "1,", "})", "end"] {
    block.insert(Array(line.utf8))
    if line != "end" { block.insertNewline() } else { block.setBackCloser() }
  }
  #expect(block.source == "if a then\n  b()\nelseif c then\n  d()\nelse\n  e({\n    1,\n  })\nend")
}

@Test func `a line inside a string is left alone`() {
  var block = buffer("x = [[a")
  block.insertNewline()
  block.insert(Array("  b]]".utf8))
  #expect(block.source == "x = [[a\n  b]]")
}

@Test func `backspace in the margin joins the lines`() {
  var block = buffer("do\n      ")
  _ = block.deleteBackward()
  #expect(string(block) == "do\n    ")
  _ = block.deleteBackward()
  #expect(string(block) == "do")
  var wide = buffer("é日")
  _ = wide.deleteBackward()
  #expect(string(wide) == "é")
  var empty = buffer("")
  let hasDeleted = empty.deleteBackward()
  #expect(!hasDeleted)
}

@Test func `up and down keep the column on the screen`() {
  var block = buffer("abcdef\n    xyz")
  block.moveUp()
  #expect(block.cursor == 3)
  block.moveDown()
  #expect(block.cursor == block.text.count)
  block.moveHome()
  #expect(block.cursor == 11)
  block.moveHome()
  #expect(block.cursor == 0)
}

@Test func `a pasted block keeps its own indentation`() {
  var block = buffer("")
  block.paste(Array("if x then\n\tf()\n  g()\nend".utf8))
  #expect(string(block) == "if x then\n    \tf()\n      g()\n    end")
  #expect(block.source == "if x then\n\tf()\n  g()\nend")
}

@Test func `a recalled entry means what was entered`() {
  for seed in 0..<2000 as Range<UInt64> {
    var generator = SplitMix(state: seed)
    let entry = String(decoding: adversarialText(&generator), as: UTF8.self)
    var block = buffer("", margin: 8)
    block.replace(with: entry)
    #expect(block.source == entry, "seed \(seed)")
  }
}

@Test func `keys never leave the cursor outside the text or inside a character`() {
  for seed in 0..<2000 as Range<UInt64> {
    var generator = SplitMix(state: seed)
    var block = buffer("")
    for _ in 0..<60 {
      switch generator.next(below: 9) {
      case 0: block.insertNewline()
      case 1: block.moveUp()
      case 2: block.moveDown()
      case 3: block.moveHome()
      case 4: block.moveToLineEnd()
      case 5: _ = block.deleteBackward()
      case 6: block.paste(Array("if é then\n  日\nend".utf8))
      default: block.insert(Array(["a", "é", "日", " ", "[[", "]]", "do ", "end"][generator.next(below: 8)].utf8))
      }
      #expect((0...block.text.count).contains(block.cursor), "seed \(seed)")
      #expect(block.cursor == block.text.count || block.text[block.cursor] & 0xC0 != 0x80, "seed \(seed)")
      #expect(String(validating: block.text, as: UTF8.self) != nil, "seed \(seed)")
    }
  }
}
