import Foundation
import Testing

@testable import EventStore

/// Values remembered between their messages are never older than the file.
@Suite struct StoredMemoryTests {
    @Test func otherBytesAreNotTheSameValue() {
        let memory = StoredMemory<String>()
        memory.keep("first", as: "WH-1", Data([1, 2]))
        #expect(memory.value("WH-1", Data([1, 2])) == "first")
        #expect(memory.value("WH-1", Data([1, 3])) == nil)
        #expect(memory.value("another", Data([1, 2])) == nil)
    }

    @Test func whatWasNotAskedForGoesFirst() {
        let memory = StoredMemory<String>(capacity: 2)
        for name in ["a", "b", "c"] { memory.keep(name, as: name, Data(name.utf8)) }
        #expect(memory.value("a", Data("a".utf8)) == "a")
        memory.keep("d", as: "d", Data("d".utf8))
        #expect(memory.value("b", Data("b".utf8)) == nil)
        #expect(memory.value("a", Data("a".utf8)) == "a")
        #expect(memory.value("d", Data("d".utf8)) == "d")
    }

    @Test func aValueIsReadOnceForTheSameBytes() {
        let memory = StoredMemory<String>()
        var reads = 0
        func read(_ bytes: [UInt8]) -> String {
            memory.value("WH-1", Data(bytes)) {
                reads += 1
                return String(decoding: $0, as: UTF8.self)
            }
        }
        #expect(["a", "a", "b"].map { read(Array($0.utf8)) } == ["a", "a", "b"])
        #expect(reads == 2)
    }

    @Test func anEqualValueIsWrittenOnceAndAnotherOneAnew() {
        let memory = StoredMemory<String>()
        var writes = 0
        func write(_ value: String) -> Data {
            memory.bytes(of: value, as: "WH-1") {
                writes += 1
                return Data($0.utf8)
            }
        }
        #expect(["a", "a", "b", "a"].map(write) == ["a", "a", "b", "a"].map { Data($0.utf8) })
        #expect(writes == 3)
    }
}
