import Casework
import CaseworkTesting
import Foundation
import Testing

@Suite("The picture of a route")
struct RouteDrawingTests {
    @Test func everyStepStandsBehindWhatItNeeds() throws {
        let workflow = try Fixture.workflow("deputy-suggestion")
        let svg = RouteDrawing(workflow, language: .zh).svg
        for step in workflow.steps { #expect(svg.contains(">\(step.title.zh)</text>")) }
        let column = { (title: String) throws -> Int in
            let before = try #require(svg.components(separatedBy: ">\(title)</text>").first)
            let x = try #require(before.components(separatedBy: "<text x=\"").last?.components(separatedBy: "\"").first)
            return try #require(Int(x))
        }
        let order = ["登记", "交办", "沟通代表", "拟稿", "审核", "签发"]
        for (before, after) in zip(order, order.dropFirst()) { #expect(try column(before) < column(after)) }
    }

    @Test func theStateOfAStepIsSaidInWordsToo() throws {
        let workflow = try Fixture.workflow("deputy-suggestion")
        let drawing = RouteDrawing(workflow, language: .en, marks: ["register": .done, "assign": .running])
        #expect(drawing.svg.components(separatedBy: ">done</text>").count == 2)
        #expect(drawing.svg.components(separatedBy: ">running</text>").count == 2)
        #expect(drawing.text.first == "Registration（done）")
    }

    @Test func whatNobodyHasTakenUpIsNotShownAsBeingDone() throws {
        let play = try DeputySuggestion.assigned()
        let marks = play.state.marks(by: play.workflow)
        #expect(marks["register"] == .done && marks["opinions"] == .running && marks["draft"] == .waiting)
        #expect(marks["withdraw"] == .offered)
    }

    @Test func aTitleIsEscaped() throws {
        var workflow = try Fixture.workflow("deputy-suggestion")
        workflow.title = Words(zh: "<script>", en: "&")
        #expect(!RouteDrawing(workflow, language: .zh).svg.contains("<script>"))
    }
}
