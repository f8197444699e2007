"""Words that are nobody's name when they stand with a capital, in small letters and without plurals: what `names.py` goes by.

They are what our own guide, ladders, facts and the five source documents write in small letters.
"""

ORDINARY = frozenset(
    """
abandon abandoned abbey able abode about above abreast abroad absconded absent absolute abuse abused abuser abusive academic academies
accept accepted access accident accidental accompanied accordingly account accountabilities accurate accused ache achieve achieved acid
acknowledge acknowledged across acted actioned actively activities acute adapt adapted add added addict addicted address addressed
addresses adequate adequately adhd adhere admiral admit adolescent adopt adopted adult advantage advisers advisory advocacy advocate
affairs affect affected affectionate afford afraid after afternoon afterwards again against age aged agencies agenda agent aggressive ago
agree agreed ahead aid aim aimed airdrop airport alarm album alcohol alcoholic alert align aligned all alleged allergies allocated allow
allowed alone along alongside already altered alternates always ambassadors amended among amongst amount analysed analyses analysis and
animals annexe announced annual anonymous anorexia another answer answered antenatal anxiety any anymore anyone anywhere apart app
apparently appeal appear applied applies apply appoint appointed appraisal apprentice approach approaches appropriate appropriately
approval approved approves apva arbitrate arbitrated arbitrator arch are area arfid arise arm armed army around arranged arrears arrest
arrested arrival arrived arson art article asb aside ask asked asleep aspects assault assaulted assembly assertively assess assessed
assesses assist assistant associate associated assume assure assured asthma asylum attack attacked attempt attempted attend attended
attribute audio audit aunt author authorities autistic auto automatic avenue avoid avoided award aware away awkward babied babies baby
babysits babysitter back background bad badly bag baggy bail bailiff balanced ballet balloons band bando banged bank bar barber bare
barred barrier based baseline bases basic basis basketball batch batteries battle beach bears beaten beats became become bed bedbound
bedroom bedtime beef been before began begin begs begun behalf behaved behaves behavioural behind being belief believe believed belittled
belong below belt bench benefit bereaved beside bespoke best betrothed better between beyond bicycle big bike bills bind binge bipolar
bird birth birthday bishop bite bitten bitter black blacked blackmail blackmailed blackouts bladder blade blame blamed blank bleach blind
block blocked blood blue blur bmi board boat bodies body boiler bomb bond bondage bone bonus book booked bookies booze border bored born
bossed both bothered bottle bought boundaries box boxes boy boyfriend brainwashed branch breaches bread break breakdown breakfast bride
bridge brief brigade bright bring bro broken brothel brother brought brown browse browser bruise brushes bsl budget buggy build builder
built bulimia bullets bullied bullies bully bum bump bumped burglary burial burn burned burner burnout burnt bursary bus but buys bypasses
cabinet cable cafe cake calendar call called caller callout calm calmly came camera camp campaign can cancel candidates candles cannot cap
capitalise captain captured capva car card care cared career carer caretaker carpenter carried carries carry cascades case cash casualty
cat catch category catfish cathedral caught cause caused cce celebrated cell cemetery census cent centiles centre centred ceop cerebral
ceremony certain certificate chair chaired challenge challenged change changed chaotic chapel character characteristic charge charged
chart charter chased chat check checked checkout cheek chef chemistry cheque chest chicken chief child childcare children chilli chlamydia
chocolate choice choked choose chores chose chosen chronic chucked cigarette cin cinema circa circulate cited cites citizen claim claimed
clarify clash class classes classmates clause clean cleaner clear clearly clerk click clingy clock close closed closely closure clothed
clothes club clues clumsy clutter cme coach coached coastguard coat cockroaches code coded coerced coercion coercive coffee cohort cold
collaborate collaboratively collapse collapsed collated colleague collect collected colonel colony column com combined come commissioned
commit committed common commonly communicate communicated communities comparator compared competent compiler complains complaint complete
completed complex complied comply components comprehensive comprise compulsive compulsory compute computed computer concealed concern
concerned concert conclude concluded condemned condoms conducive conduct conducted confessed confident confined confirm confirmed conflict
confuse congress connected consensus consent consider considered consist consistent consistently conspiracy constabulary constant
constraint consulate consult consultant consulted contact contacted contain content contests context contextual continue continued
continuously contract contracted contractual contribute control controlled convene convened convey convicted cook cookery cooperatively
coordinate coordinated cope copied copies cops copy copyright corporal correctly cost cot cottage coughs could counsellor count counted
counter country couple courier course court cover covered cpv crack craft create creepy crematorium crescent cricket cried cries crime
criminal crises crisis criteria criterion cross crossfire crowd cruel cruelty crush csa csam cse cuckooed cuddles cultural culture cup
cupboards curfew current currently cursed curtains custody customs cut cutlery cutter cycle daily damaged damp dance danger dangerous
dangerously dared dark data database date dated datetime daughter day dead deadline deaf deal dealer dealt death debate debrief debt decay
decide decided decisively declines deemed deep default defiant defies define defined degraded degree delay delayed delegate delegated
delete deleted deliver delivered delivery democratic demons demonstrate den denial denied denies dental dentist depend dependent deported
depressed deputy deregistered describe described descriptor deserted deserve design designated designed designer desire desk despite
destitute detail detailed detained determine determined detox develop developed developmental deviate device devil diabetes diagnosed
diagnosis diagnostic diagram dialled dialogue did die died diet dietitian differ different differently difficult difficulties difficulty
digit digital diminish dinner diocese diploma dipped direct directed directly directory dirty disabled disaggregates disagree disappeared
discharge discharged discipline disclosed disclosure discriminatory discuss discussed disengaged dishonour dismiss disorder disowned
dispute disrepair disrupts disseminate disseminated dissent dissenter distant distress distributed district disturbed diverse divorce
divorced djinn dla dna doctor does dog doing domain domestic done donor door doubt down download downstairs draft drag drama dramatic
drawn dress dressed dresses drift drill drink drinker drive driven driver dropped drug drugged drunk dsh dual due duke dumped duties duty
dyslexia each eager ear earl earlier easier easiest easily easy eat eaten eater ebsa economic economy eczema edge edgy edit editor
educated eet effect effectively eggshells eha ehc ehcp ehe eight eighth either elapsed elders elected electric electrician eleven
eliminate else elsewhere emaciated email embarrassed embassy embed embedded emerge emergencies empathy emphasis emphasises empire empower
empty enabled encompasses encourage encouraged end endanger ended energy enforce engage engaged engine engineer enhanced enjoy enough
enquiries enquiry ensure entered entirety entries entry environmental epilepsy epipen episode equal equivalent era errands erratic error
escalate escalated establish estate euss evaluate evasive even event every everybody everyday everyone everywhere evicted evidenced
evident evil exact exactly exaggerates exam examine examined example exceed except excerpt exchange exclude excluded excuse exercise
exhausted exist exit expand expect expected expelled expenditure experienced expert expertise explain explained explicit exploit exploited
exploratory explore explored explosives express expressed extend external extra extract extreme extremis extremist eye fabricated face
faced facilitate facilitated fact factor factored faeces failed fails failure fair fairly fake faked fall fallen false families family far
fare farm fast faster father fault favour favourably favourite fear fed fee feed feedback feel fell fellow female ferry festival few fgm
fgmpo field fifteen fifth fight fii file fill filled film filters filthy final find finder fine finger finish fire firearm fired firm
first firstly fish fit five fix fixed flag flagged flashbacks flat fled flies flight flinches floor flow flowchart flown fmpo fmu focus
focused focuses foetal foil folder follow followed followers food footprint for force forced foreign foremost foresee foreword forget
forgot form formal format former forth fortunately forum forward foster fostered found four fourteen fourth fracture frame framework fraud
free freebirth freely frequencies frequent frequently fresh fridge friend friendly frightened fringe from front frontline fruit ftt fuel
fulfil full fully fund fundamental funded funeral further furthermore fussy future gain gallery game gang gap garden gas gate gateway
gather gave gay gbh gcses gdd gear gender general generate generated genital gentle get ghost gift girl girlfriend giro give given glass
glasses global glossary glue goals godfather godmother goes going gold golden gone gonorrhoea good goodbye gore got graded grades graduate
graduated graffiti grand grandmother grandparent granted graph grazed greasy great greatly green grey grid grief groom groomed groomer
ground groupthink grove grow grown growth grubby gta guard guardian guide guideline gum gun gunshot gurdwara gut gym had hair hairdresser
half hamster hand handle handled handover happen happened happily happy hard hardest harm harmed harsh has hate hatred have hazard
hazardous hba head headcount headed health healthy hear heard heart heat heath heavily held helped helper helpline her here hereafter
herself hesitant hidden hide high higher highest highlight highlighted hill him himself hinder hint his historic history hit hoarder hob
hockey hold hole holiday holistic home homework homophobia homophobic honest hooked hopefully horse host hosted hostel hostile hot hotel
hotelier hotspot hour house household how hsb hub hugs human humiliated hundred hunger hungover hungry hunted hurt husband hygiene
hypothesis idea identified identify ids iep ignored ignores ill illnesses ilr image imagery imam immediate immediately imminent immobile
impact impair impaired impetus implemented important importantly imposed improper improve improved inadequately inappropriate incel
incident include included inclusive income inconsistent incorporate incorporated increase indecent indefinite independent independently
indicate indicator indiscriminate individual indoctrinated indoors induced industrial inequalities inexperienced infected influenced
inform informal informed infrastructure inhaler inherent injured injuries injury input inquest insect insecure inside insight instead
instigator insulin integrated intend intended intensive intent inter interact interdependencies interest interested interface interim
intern internal interpret interpreter interview intimate into intoxicated introduces invented investigate investigators invite invited
invoice invoiced involve involved irc isis islamist islamophobia island isolated issue issued item its itself iwf izzat jabs jail jargon
job join joined joint jointly joke journal judged judo juice juju jumped junk just justice justified karate keen keep kept ket keyboard
keyword kicked kicks kids kill killed kind kindly kindoki king kingdom kitten knees knife knives knocks knotted know knowingly knowledge
known label labelled labour lack ladder laid lake landed landlord lane language laps laptop large larger lashed last lasted lastly
latchkey late lately later launch law lawyer lay lead leader leaflets leak leaked lean learn learned learnt lease least leave leaver
lecturer led left legal lengthy less lessons let letter lgbtq liaise librarian library lice licks lies lieutenant life lifeboat lift
ligature light lighter like likely limit limited line link linked lint list listed listen little live lived livestream load loaded loan
local locked lodge lodged log lonely long longer look looked loop lorry lose loss lost lot love loved low lower lowest loyalty luckily
lunch lying machete machine made magazine magic maid mail main mainly mainstream maintain maintained major makaton make makers male mall
malnourished man manage managed manager mandate mandatory mandem manic manifest manifesto manner manosphere manual many map marine marked
market marks marriage married marry martyr massage match matches mate material maths matron matted matter maximise maximum maybe meal mean
meant meanwhile measure meat mechanic medal media median mediate mediated mediator medicine meds meet member memory men mental mentor
merge merged merlin mess message met meter method mews mhst mice mid middle midnight midwife midwifery might migrant mild milestones milk
million minded minimises minimum minor minute mirror misleads misogyny mispers missed misses mistake misunderstood misuse mix mixes mmr
mobile mode model modern modules molested momentum mondays money monitor monitored monk month monthly mood moody mopeds morbidly more
moreover mortgage most mostly mother motor mould mountain mouth move moved movie much mugged mule multidisciplinary multiple munchausen
museum music must myself mystery myths nai nail naked name named nappies nappy nasty nature naughty navy near nearby nearly necessary neck
need needed needles neet neglect negotiate neighbour neo neonatal netball network neutral never new newborn newly newsletter next nfa nice
nicely nicked night nightmares nikah nine ninth nits nobody noises nominate noon nor normal nos not note noted notice notified notify
novel now nowhere nrm nrpf nude numb number numbered nun nurse obese object observe observed obsessed obstacle obstetric obstruct obtain
obtained obviously occur ocd odd odour off offend offender offer offered office offline offset often old older oldest omits once one
online only onto onward open opened openly operate opinion opportunities opposed opposite opps optician orange order ordinary organic
organises original originate orphan other otherwise our out outbursts outcome outed output outside over overall overcrowded overdose
overdosed overdue overfamiliar overlay overloaded overlooked overnight overrepresented override overseas oversee overshares oversight
overstayer overview overweight overwhelmed owe own owned owner oyster package packed paediatric paediatrician paedophile page paid pain
painter palsy pan panel panic pants paper para parallel paralytic paramedic paramount paranoid paraphernalia paraphrase parcel parent
parental parentified parish park parlour parrot part participants participate particular particularly parties partly partner party pass
passage passed passes passionate passport past pasta pastor pastoral patchy pattern pause paused pay pecs peer people per percentile
perfect perhaps perinatal period permanent permanently permit permitted perpetrator persistent persistently person personal personnel
pertinent pet pex pharmacist philosophy phone phoned photo phrase physician pic pick picked pickpocket picture piggy pile piled pill pilot
pimp pimped pink pipe pizza place placed plain plainly planned plant plate play playgroup pleaser plied plumber plus pmld poem point
pointed pointer poisoned police policies policy polite poll poly pony pool pooled poor poorly pope popular porn portage pose possessed
possibly post postcode postgraduate postnatal potty pounds poverty power practice practises practitioner praise pram pre predate predator
predict pregnant prejudice premises prepare prepared prescribed present presented president pressure pressured previously price priest
primacy principle print printed printer priorities prioritise prison prisoner privacy private privately prize pro proactively problem
procedural procedure proceed process processes produce produced product profile proforma profound progress prohibit project projector
prolific prolonged promise promote promoted prompt prone proof propaganda proper properly proportionate proposal proposed proposes
proprietors protect protected protest protocol proud proves provide provided provider province pru psp psychiatrist psychologist psychosis
psychotic ptsd pub puberty public publish published publisher publishes pulled pulls punched punches punctual punished puppy purple
purpose pursued pushed pushes pushy put qualified quarter quarterly queen questioned quick quickly quiet quit quorum quotes rabbi rabbit
race racist radar radio raid railway raise raiser rallies ran random range rank ranked rape rapid rarely rash rate rated rather ratified
rats razor reach reached reaches read reader readkong ready real realistic reason reasonably receipt receive received receiver recent
recently recluse recognise recommend recommended reconstruct record recorded recourse recover recovery recruit recruited recurrent red
redacted redirect redirected reduce reduced refer referendum referred referrer reflect reflected refocus reformed reforms refugee refusal
refuse refused refuser regard region register registered registrar regressed regrets regular regularly regulated rehab rehearsed rejected
relapse related relates relatively released relevant reliably religion reluctant rely remain remand remark remind reminded reminders remit
remorse removal remove removed renamed rent rep repair repeat repeated repeatedly replace replaced replay replies reply report reported
represent represented reproduce republic request requested require required rescue reserved reserves resident resilient resists resolve
resolved resort resource respect respectfully respite respond responded responder response responsibilities responsive rest restart
restated restaurant restoratively restrained restraint restricted result retain retracted retrieval retrieved return reuse reused revenge
revenue reviewed revise reword rice right rigid rigour ring rise risk risky rituals river road roadman robbed robbery robust role roll
rolled roof room rooted rotated rotten rough round route routine routinely row rse rubber rubbish rude rule ruled run runaway rung runner
rural sad sadistic sadly safe safeguard safeguarded said salary salt same sample satisfactory satisfies save saw say scald scan scapegoat
scapegoated scared scars scheduled scheme schizophrenia school schooled scooter scope scrapes scratch scratches screen screenshots script
scripted scruffy scrutinise scrutinize scrutiny sea search searches seaside season seat second secondly secrecy secret sectioned sector
secure securely see seed seek seekers seem seen seizures seldom selected self selfie selfish sell sen senate senco senior sense
sensitively sensory sent sentenced separate separated separately series seriously servant serve served server service servitude sesh set
settle settled seven seventh several severe severely sex sexual sgo shaken shakes shame shank shape share shared shark sharp sharply she
sheep sheet shifted shifts ship shocked shoes shop short shorter shortest shot should shouted shouts show showed shown shpo shrugs shut
sick sickle side sight sign signed significant silent siloed silver similar simple since single sister sit site six size skilled skills
skin skinny skint skip slapped slashed slavery sld sleep sleepover sleeves slides slip slipper slogan slots slow slowly smacked small
smart smashed smells smelly smelt smiles smoke smuggled snack snake snap snapped snappy snippets snitch sober sockets sodden sofa soft
sold soldier sole solicitors solve solved some somebody someone sometimes somewhere son song soon sooner sores sorry sort sought source
space span speak specialist specific specifies spectrum speech speed spell spent spice spider spiked spirits spite spliff split spoke
spoken sponsor spoon sports spot spouse spreadsheet squad squalor square stabbed stacked staff staged stair stairwell stalled stamp stand
standard start started starve stated static status statute statutory stay stayed std steady steal steer step stepbrother stepped
stepsister stereotype sti stigma still stitches stolen stomach stoned stop stopped store stored stories story straight strain strained
strand stranger strangled strapped strategic strategies street strength strengthen strengthened stress stressed strict strong stronger
strongest strongly structural structure structured struggle stuck student study stunted stupid subgroup subject submit submitted succeed
success successor such suddenly suffer suffered suffice sufficient sufficiently sugar suggest suggested suicidal suicide suited suits
summaries summary sunna superseded supervise supervisor supper supplementary supplied suppliers supplies supply support supported
supporter suppress sure surgeon surname surprise surrogacy survey survivor suspect suspected suspended suspicion sustained swallowed
swapped sweets switched switches symptoms synagogue syndrome synthesis syringe system systemic tablet tac tag tagged tail take takeaway
taken talk talked talker tangled tantrums target targeted task taught tax taxi tea teacher team teased technique teen teenage teenager
teeth tell temper template temple temporary ten tenant tender tennis tent tenth term terminal termly terrace territory terror terrorist
test tested tether text textiles than that the theatre their them thematic theme themed themselves then therapist therapy there these they
thin thing think third thirst thirteen this those though thought thousand thread threat threatened threatens three threw thrive through
throughout throw thrown thumb tick ticked ticket tidies tidy tied ties tight till time timelines timely timescale tips tipsy tired title
today toddler toilet told tolerant tomorrow tonight too took tool tooled toolkit tooth toothache top topic torso tortures total touch
touched touches touchy toughen tour towards toxic toy traceback track tracker traded traffic trafficked train trained trainee trainer tram
trans transcript translated translates transmitted transparent transphobia transphobic transport trap trapped trauma travel treasurer
treat treated treaty triangle tricked tried tries trigger trio trip triplet trivial trophy trouble truant truck true truth try tube tummy
turn turned tutor twelve twice twin two type typed uasc ugly ultimate ultimately unaccompanied unaffected unanswered unbooked unborn
uncertain unclear unconcerned undated under underage undergraduate underpin understand understood undertake undertaken underwear
underweight undocumented undone unease unemployed unequal uneven unevenly unexplained unfair unfit unfortunately unheard unhurt unhygienic
uniform union unknown unloved unmedicated unmet unnamed unpaid unrealistic unregistered unresolved unsafe unseen unsettled unstated
unsupported unsure untidy until untreated unusual unverified unwashed unwell update updated upload upon upper upset urban urgent urgently
urine use used user usher using usual vaccinated vaccines vague valid valley value valued van vanished vape variants vary veg vehicle
ventilated verified verify versa versioned very via vibe vicar vice victim video view vignette villa village violent virtual visa visit
visited visitor visual vital voice voiced voluntary volunteer vote vulnerabilities wad wage wait waiter wake walk walked walls wanders
want wanted war warden warm warmly warmth warn warrant warts wary was wash washed washes waste wasted watch watched watches water way weak
weaker wealthy weapon weather web webcam website weed week weekday weekend weigh weight weird welcome welfare well went wept were wets
what whatever wheelchair when whenever where whereabouts wherever whether which while whispers whistleblower white who whoever whole whom
whose why wide widely wider widow widower wife wild window wine wins wires wish wishes witch witchcraft with withdrawal withdrawn withdrew
withheld within without witnessed wnb woman women wonder wooden work worked worker workforce workshop worn worried worries worry worse
worsen worth would wound write written wrong wrongly wscp year yearly yellow yesterday yet yjs yoi yot you young younger youngest your
youth zero zombie zone zoo
""".split()
)
