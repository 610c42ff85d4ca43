import REPL
import Testing


@Test func `a new line stands a step inside the block it continues`() {
  var block = EditBuffer("for i = 1, 3 do")
  block.insertNewline()
  #expect(block.source == "for i = 1, 3 do\n  ")
  block.insert(Array("print(i)".utf8))
  block.insertNewline()
  block.insert(Array("end".utf8))
  block.setBackCloser()
  #expect(block.source == "for i = 1, 3 do\n  print(i)\nend")
}

@Test func `else and its like step back, and what follows steps in again`() {
  var block = EditBuffer("")
  for line in ["if a then", "b()", "elseif c then", "d()", "else", "e({", "1,", "})", "end"] {
    block.insert(Array(line.utf8))
    if line != "end" { block.insertNewline() } else { block.setBackCloser() }
  }
  #expect(block.source == "if a then\n  b()\nelseif c then\n  d()\nelse\n  e({\n    1,\n  })\nend")
}

@Test func `a line inside a string is left alone`() {
  var block = EditBuffer("x = [[a")
  block.insertNewline()
  block.insert(Array("  b]]".utf8))
  #expect(block.source == "x = [[a\n  b]]")
}

@Test func `backspace in the indentation takes a step of it, and at the start of a line joins it to the one before`() {
  var block = EditBuffer("do\n   ")
  _ = block.deleteBackward()
  #expect(block.source == "do\n  ")
  _ = block.deleteBackward()
  #expect(block.source == "do\n")
  _ = block.deleteBackward()
  #expect(block.source == "do")
  var wide = EditBuffer("é日")
  _ = wide.deleteBackward()
  #expect(wide.source == "é")
  var empty = EditBuffer("")
  let hasDeleted = empty.deleteBackward()
  #expect(!hasDeleted)
}

@Test func `up and down keep the column on the screen`() {
  var block = EditBuffer("ab日ef\nlonger\nxyz")
  block.moveUp()
  #expect(block.cursor == 11)
  block.moveUp()
  #expect(block.cursor == 5)  // behind the wide character, whose second column is the third
  block.moveDown()
  #expect(block.cursor == 12)
  block.moveHome()
  #expect(block.cursor == 8)
  block.moveHome()
  #expect(block.cursor == 0)
}

@Test func `a shorter line on the way doesn't change the column aimed at`() {
  var block = EditBuffer("a long line\nab\nanother line")
  let goal = block.screenColumn
  block.moveUp(goal: goal)
  #expect(block.cursor == 14)
  block.moveUp(goal: goal)
  #expect(block.cursor == 11)
}

@Test func `keys never leave the cursor outside the text or inside a character`() {
  for seed in 0..<2000 as Range<UInt64> {
    var generator = SplitMix(state: seed)
    var block = EditBuffer("")
    for _ in 0..<60 {
      switch generator.next(below: 9) {
      case 0: block.insertNewline()
      case 1: block.moveUp()
      case 2: block.moveDown()
      case 3: block.moveHome()
      case 4: block.moveToLineEnd()
      case 5: _ = block.deleteBackward()
      case 6: block.insert(Array("if é then\n  日\nend".utf8))
      default: block.insert(Array(["a", "é", "日", " ", "[[", "]]", "do ", "end"][generator.next(below: 8)].utf8))
      }
      #expect((0...block.text.count).contains(block.cursor), "seed \(seed)")
      #expect(block.cursor == block.text.count || block.text[block.cursor] & 0xC0 != 0x80, "seed \(seed)")
      #expect(String(validating: block.text, as: UTF8.self) != nil, "seed \(seed)")
    }
  }
}
