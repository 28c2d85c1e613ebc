@testable import Desk

extension GoldenKinds {
    /// What is recorded at every desk and at every way in.
    static var desk: [String: any Codable.Type] {
        [
            "desk.assignment": AssignmentEntry.self, "desk.answer": AnswerEntry.self, "desk.act": ActEntry.self,
            "desk.number": NumberRegister.Issued.self, "desk.number-void": NumberRegister.Voided.self,
            "desk.file": FileRegister.Stored.self, "desk.absence": Absences.Entry.self,
            "register.imported": RegisterBook.Imported.self,
            "person.signed-in": SessionBook.Opened.self, "person.signed-out": SessionBook.Closed.self,
            "person.sign-in-failed": SessionBook.Failed.self, "person.denied": SessionBook.Denied.self,
        ]
    }
}
