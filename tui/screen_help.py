"""What F1 says first on each screen: two or three sentences on what to do there."""

HELP: dict[str, tuple[str, ...]] = {
    "home": (
        "Enter starts a walk: short pages, from danger to a suggested level, its reasons and whom to call. It takes two to ten minutes.",
        "A digit does what stands beside it. If a walk was broken off, you can go on with it here, or delete its answers.",
    ),
    "guide": (
        "Type to search the whole guide, or walk through the matrix with the arrows: Enter opens what you stand on, 1 to 4 a level.",
        "Esc goes one step back. W explains the sources of a page. Nothing that you read changes an answer.",
    ),
    "compare": ("Space ticks an area; tick two or three, then press Compare. What differs comes first, and W explains the sources.",),
    "danger": ("Choose with 1, 2 or 3. Yes shows at once whom to phone; you can still go on, to prepare the written referral.",),
    "danger-again": ("Your own words speak of danger, so it is asked once more. The more serious of your two answers counts.",),
    "place": ("Three short choices: a digit chooses and goes on to the next. They decide whose numbers you are given.",),
    "child": ("Age is typed: 10 weeks, 7 months, 4 years, unborn. Tab goes to the next question, Ctrl+N goes on when you are done.",),
    "words": ("All three boxes may stay empty. Your words find signs for you; they are never kept on this machine.",),
    "offered": ("Space ticks a sign or takes the tick away. Pass over what does not fit; you will be asked about safety in any case.",),
    "judgement": ("The keys 1 to 4 are the levels. Below, 2 is the quick check: only the safety questions, for a small worry.",),
    "about": ("Space chooses an area; choose as many as fit. Each one chosen brings a page of signs.",),
    "signs": ("Space ticks a sign. The last two lines are answers too: none of these, and not known.",),
    "sweep": ("One key a question: 1 yes, 2 no, 3 not known. Each goes on to the next by itself; Ctrl+N when all eight are answered.",),
    "look": ("You said yes to a safety question. Tick what fits, or say that none of these does; the yes counts all the same.",),
    "strengths": ("Tick what works well. It shapes the plan and never lowers a level. Then the child's own view: Tab goes there.",),
    "check": ("First your own level as you see it now. Below it stands every answer, each with a line to change it.",),
    "register": (
        "Each line is a disagreement, what is due first on top. Enter or its digit opens it. N raises one: three minutes, danger first.",
        "S shows another kind, O only what is overdue, T one stage. / narrows the list as you type. W is the manager's week.",
    ),
    "disagreement": (
        "A digit opens what stands beside it. Below each one stands what is still missing before it can be done.",
        "H is everything that was written, P the printed record, M the note for the Forum, L the whole ladder with its sources.",
        "F6 shows other routes, and where to go when you are afraid to speak up: NSPCC Whistleblowing Advice Line, 0800 028 0285.",
    ),
    "disagreement-form": (
        "Ctrl+N goes on, and saves from the last page. What is missing is listed on top; Enter on a line leads to its question.",
        "Roles and case references only: no names. Esc leaves, and asks first if you typed anything.",
    ),
    "suggestion": (
        "The first lines say what to do now. S saves the referral, C changes an answer.",
        "Below are the grounds, closed: Enter or a digit opens one, O opens them all.",
    ),
}


def help_of(page_id: str) -> tuple[str, ...]:
    """Give the sentences for a screen, or for a page of the walk by the first part of its id; nothing where there are none."""
    return HELP.get(page_id, HELP.get(page_id.partition(":")[0], ()))
