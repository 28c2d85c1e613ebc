import Testing

@testable import Coordinator

@Suite struct QRCodeTests {
    /// As another program draws it.
    private static let known = """
        #######..##.#.#######
        #.....#.#.###.#.....#
        #.###.#...#...#.###.#
        #.###.#..##.#.#.###.#
        #.###.#.#.###.#.###.#
        #.....#..#.#..#.....#
        #######.#.#.#.#######
        .....................
        #.#.#.#..#..#...#..#.
        .#.##..#...#.#.#.....
        .######..###.###.####
        #.#..#.#.#####.##..#.
        ###...##..##.###..#..
        ........#.#...##.###.
        #######..##.#...#####
        #.....#..#....###..##
        #.###.#.#.#.#.##..###
        #.###.#..###.#.#.#.#.
        #.###.#.#.##.####...#
        #.....#..#####.....#.
        #######.##.#.##.#.###
        """

    @Test func aShortTextIsDrawnAsAnotherProgramDrawsIt() throws {
        let code = try #require(QRCode("HUIBAN"))
        let rows = (0..<code.size).map { y in String((0..<code.size).map { code[$0, y] ? "#" : "." }) }
        #expect(rows.joined(separator: "\n") == Self.known)
    }

    @Test(arguments: [(14, 21), (15, 25), (26, 25), (42, 29), (62, 33), (84, 37), (106, 41)])
    func theSmallestSheetThatHoldsATextIsTaken(_ bytes: Int, _ side: Int) throws {
        let code = try #require(QRCode(String(repeating: "x", count: bytes)))
        #expect(code.size == side)
        #expect(code.modules.count == side * side)
    }

    @Test func aTextThatNoSheetHoldsIsNotDrawn() { #expect(QRCode(String(repeating: "x", count: 107)) == nil) }

    @Test func thePictureHasALightMarginAndAName() throws {
        let code = try #require(QRCode("HUIBAN"))
        let svg = code.svg(named: "XQ-1")
        #expect(svg.contains("viewBox=\"0 0 29 29\"") && svg.contains("aria-label=\"XQ-1\""))
        #expect(svg.contains("d=\"M4 4h7v1h-7zM13 4h2v1h-2z"))
    }
}
