import Casework
import Contracts
import Desk
import GRDB

/// The reports of the supervision office.
struct CoordinatorReports {
    let registry: Registry
    let calendars: Calendars
    let library: Library

    var all: [AgencyReport] { [bulletin, ranking, publication, Exemplars.report(library)] }

    private func bulletin(_ asked: AgencyReport.Request, in db: Database) throws -> Bulletin {
        try Bulletin.make(asked.period, registry: registry, calendar: try calendars.current(in: db), in: db)
    }

    private var bulletin: AgencyReport {
        AgencyReport(
            "bulletin",
            title: Words(zh: "每月通报", en: "Monthly bulletin"),
            hint: Words(
                zh: "各部门按任务计，各区、全市按案件计；评价记在主办单位。以月末状态为准，重做结果不变；没有分母的为“—”。综合得分＝响应率、解决率、满意率各占三分之一（建议）。",
                en:
                    "Departments by tasks, districts and the city by cases; what people say counts for the lead. The state at the "
                    + "end of the month, the same whenever it is made; nothing out of nothing is —. Score: response, resolution "
                    + "and satisfaction, a third each (a proposal)."
            ),
            make: { [self] in try bulletin($0, in: $1).table($0.language) }
        )
    }

    private var ranking: AgencyReport {
        AgencyReport(
            "ranking",
            title: Words(zh: "排名（报送治庸办）", en: "Ranking (for the efficiency office)"),
            hint: Words(
                zh: "各区、各部门按综合得分由高到低；得分相同的名次相同；没有得分的不列。",
                en:
                    "Districts and departments by their combined score; equal ones share a place, those without one are left out."
            ),
            make: { [self] in try bulletin($0, in: $1).rankingTable($0.language) }
        )
    }

    private var publication: AgencyReport {
        AgencyReport(
            "publication",
            title: Words(zh: "公开时滞", en: "Lag of publication"),
            hint: Words(
                zh: "该月公开的答复，自签发至公开的自然日数，由长到短。",
                en: "Replies published in the month: calendar days from signature to publication, the longest first."
            ),
            make: { try PublicationLag.table($0.period, in: $1) }
        )
    }
}
