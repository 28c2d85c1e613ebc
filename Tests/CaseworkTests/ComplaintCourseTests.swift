import Casework
import CaseworkTesting
import Testing

/// What the domain notes (section 1) promise of a complaint on its way: cheap talk first, ratings last, the street behind it.
@Suite struct TheCourseOfAComplaint {
    /// Row 36.
    @Test func endsWithAnAgreementOfTheThreePartiesBeforeAnybodyInspects() throws {
        var play = try dispatched()
        play.complete("contact", outcome: "talk", fields: ["record": "愿意协商"])
        #expect(play.task("talk")?.holder.party == "community")
        play.complete("talk", outcome: "agreed", fields: ["record": "协商一致", "agreement": "x"])
        play.complete("reply", fields: ["reply": "已达成协议", "mode": "phone"])
        play.complete("callback", outcome: "resolved", fields: ["satisfaction": "satisfied"])
        #expect(play.state.closed?.end == "resolved")
        #expect(play.state.record.latest["agreement"] != nil)
        #expect(play.task("inspect") == nil && play.state.state(of: "inspect").phase == .skipped)
    }

    /// Row 15: the complaint of an estate's QR code is rated when its rectification has passed, and not before.
    @Test func isRatedOnlyAfterItsRectificationHasPassed() throws {
        var play = try dispatched()
        #expect(play.workflow.form.fields.first { $0.name == "estate" }?.need == .always)
        play.complete("contact", outcome: "inspect", fields: ["record": "已联系"])
        let report: [String: Value] = ["inspectors": ["a", "b"], "findings": [], "photos": []]
        let found: [String: Value] = ["severity": "minor", "publicSafety": "clear"]
        play.complete("inspect", outcome: "problem", fields: report.merging(found) { old, _ in old })
        play.complete("notice", by: "housing-zhao", fields: ["orders": "限期公示"], document: "武房检告〔2025〕1号")
        play.complete("reply", fields: ["reply": "已责令整改", "mode": "phone"])
        rate(&play, "early")
        play.complete("rectify", fields: ["evidence": []])
        play.complete("reinspect", outcome: "passed", fields: report)
        rate(&play, "before the close")
        #expect(play.state.record.latest["score"] == nil)
        play.complete("result", fields: ["reply": "已整改"])
        play.complete("callback", outcome: "resolved", fields: ["satisfaction": "satisfied"])
        #expect(play.open == ["rate"])
        rate(&play, "now")
        #expect(play.task("rate")?.outcome == "rated")
        #expect(play.state.record.latest["score"] == 9_000)
    }

    /// Row 16.
    @Test func goesToTheStreetWhenNobodyTakesItUp() throws {
        var play = try dispatched()
        play.pass(to: try Instant.city("2025-03-20 18:00"))
        let contact = try #require(play.task("contact"))
        #expect(contact.signed == nil && contact.state == .open)
        let told = play.events.compactMap { event -> String? in
            guard case .noticed(let notice) = event, notice.ref.step == "contact" else { return nil }
            return "\(notice.notice) \(notice.to)"
        }
        #expect(told.contains("property-committee street"), "\(told)")
        #expect(play.state.record.latest["street"] == "示例一街道")
    }

    /// Row 10: an answer in term says that others are asked; what they say is told when they have said it.
    @Test func asksTheOutsidePartyAboutAFeeStandardAndWaitsForIt() throws {
        var play = try dispatched()
        play.complete("contact", outcome: "fee-question", fields: ["record": "对收费标准有疑问"])
        #expect(play.task("consult")?.holder.party == "development-reform")
        #expect(play.task("consult")?.holder.agency == "housing")
        play.complete("reply", fields: ["reply": "已征询市发改委", "mode": "phone"])
        #expect(play.open == ["consult"])
        play.pass(to: try Instant.city("2025-02-28 09:00"))
        #expect(play.state.closed == nil && play.open == ["consult"])
        play.complete("consult", outcome: "to-government", fields: ["position": "报市政府审议"])
        #expect(play.task("fee-approval")?.holder.party == "city-government")
        play.complete("fee-approval", outcome: "approved", fields: ["position": "审议通过"])
        play.complete("result", fields: ["reply": "新标准已公布"])
        play.complete("callback", outcome: "resolved", fields: ["satisfaction": "satisfied"])
        #expect(play.state.closed?.end == "resolved")
    }

    /// Row 37.
    @Test func putsTheEnvironmentCommitteeInChargeOfUrgingACompanyThatIsLate() throws {
        var play = try dispatched()
        play.complete("contact", outcome: "inspect", fields: ["record": "已联系"])
        let report: [String: Value] = ["inspectors": ["a", "b"], "findings": [], "photos": []]
        let found: [String: Value] = ["severity": "minor", "publicSafety": "clear"]
        play.complete("inspect", outcome: "problem", fields: report.merging(found) { old, _ in old })
        play.complete("notice", by: "housing-zhao", fields: ["orders": "限期公示"], document: "武房检告〔2025〕1号")
        play.pass(to: try Instant.city("2025-02-24 18:00"))
        let told = play.events.compactMap { event -> String? in
            guard case .noticed(let notice) = event, notice.ref.step == "rectify" else { return nil }
            return "\(notice.notice) \(notice.to)"
        }
        #expect(told.contains("supervise environment-committee"), "\(told)")
        #expect(play.workflow.notices["supervise"]?.issues == "supervise-notice")
    }

    private func rate(_ play: inout Play, _ id: String) {
        play.send(
            .answer(
                CaseInput.Answer(
                    id: id,
                    step: "rate",
                    instance: "",
                    by: "suggestions",
                    outcome: "rated",
                    fields: ["score": 9_000],
                    at: play.clock.now
                )
            )
        )
    }

    private func dispatched() throws -> Play {
        var play = Play(
            try Fixture.workflow("service-complaint"),
            calendar: try Fixture.calendar(),
            at: try Instant.city("2025-02-10 09:00")
        )
        play.open([
            "priority": "P2", "category": "propertyService.disclosure", "estate": "示例花园", "company": "示例物业有限公司",
            "text": "未公示公共收益", "proceedings": "none", "districtCode": "420106", "street": "示例一街道",
            "channel": "estateQR", "receivedAt": "2025-02-10T09:00:00+08:00",
        ])
        play.complete("intake", outcome: "accepted")
        play.complete("dispatch", fields: ["districtUnit": "武昌区房管局"])
        return play
    }
}
