"""Words that are written with a capital, in small letters: names of places and things, and given names; what `names.py` goes by."""

PROPER = frozenset(
    """
ababa aberdeen abuja academy acas accra act action acton acts addis advice afghan afghanistan africa african airtag albania albanian
albion aldershot aldgate aldi algeria algerian alperton also although alzheimer amazon america american amharic amsterdam android anglican
angola angolan ankara annex anti appendix apple apr april arab arabia arabian arabic archway argos arsenal asda asia asian asperger
aspergers assessment athens audi aug august auntie aunty australia australian austria austrian autism autumn aylesbury bacs baghdad
bahamas balham bangkok bangladesh bangladeshi barbados barcelona barking barnardo barnardos barnes barnet barnsley barrister basildon
basingstoke bath battersea because bedford bedfordshire behaviour behaviours beijing belarus belfast belgian belgium belize bengali benin
berkshire berlin bermondsey bermuda bethnal bexley bi bible bill birmingham blackburn blackpool bluey bmw bolivia bolton boots borough
boroughs bosnia bosnian botswana bournemouth bow bracknell bradford brazil brazilian brent brighton bristol britain british brixton
brockley bromley brompton brussels bucharest buckinghamshire budapest buddhist bulgaria bulgarian burma burnley burundi cafcass cairo
calpol camberwell cambodia cambridge cambridgeshire camden cameroon camhs canada canadian canary cannabis canterbury cantonese cape
cardiff caribbean carlisle catford catholic central chad chairman chairperson chairs chairwoman channel chapter charing chatgpt chelmsford
chelsea cheltenham cheshire chester chesterfield childline chile china chinese chingford chiswick christianity christmas church citizens
city clapham clerkenwell clinic cllr co coast cocaine colchester college colombia colombian colombo command commander commissioner
commissioners committee commons company conference congo congolese constable continuous continuum convener convenor convenors coordinator
coordinators copenhagen corby core cork cornwall coronavirus coroner corporate council councillor councillors county cousin covent
coventry covid crawley credit crewe cricklewood crimestoppers croatia croatian crown croydon cuba cuban cumbria cyprus czech czechia dad
daddy dagenham dame danish dari darlington dartford dear dec december delhi denmark department deptford derby derbyshire det devon dhaka
director directors discord disney diwali dominica dominican doncaster dorset dover downs dr dublin dudley dulwich dundee durham dutch dvla
dwp ealing earlsfield early east eastbourne easter eastern ebay ecuador edgware edinburgh edmonton egypt egyptian eid elephant ely
emirates encompass enfield england english eritrea eritrean essex estonia estonian ethiopia ethiopian ethnicity euro europe european
eurostar euston excel exeter facebook faithfully farsi feb february figure fiji filipino finchley finland finnish finsbury fluoxetine
football ford forest fortnite foundation france fraser freedom french fri friday fulham gabon gambia gambian gateshead gatwick geneva
georgian german germany ghana ghanaian gibraltar gillick gillingham gingerbread glasgow gloucester gloucestershire god golders google gov
government governor governors grammar gran grandad granddad grandma gravesend greater greece greek greenwich greggs grenada grenfell
grimsby grindr group guatemala guernsey guildford guinea gujarati guyana gypsy hackney haiti halifax hamlets hammersmith hampshire
hampstead hanoi hanukkah harefield haringey harlesden harlow harrow hartlepool hastings havering hayes headteacher healthcare heathrow
helens hello help helsinki hendon hereford heroin hertfordshire hi highbury highgate hillingdon hindi hindu hinduism hmrc holborn holloway
honduras hong honour hornsey hospice hospital hounslow however huddersfield hull hungarian hungary ibuprofen icat iceland igbo ilford
india indian indonesia indonesian infant initial initials inner inspector inspectorate instagram internet inverness iphone ipswich iran
iranian iraq iraqi ireland irish islam islamabad islamic isle isles isleworth islington israel israeli istanbul italian italy ivory jaffna
jamaica jamaican january japan japanese jehovah jersey jew jewish judaism judge jul july jun june junior kabul kampala karachi kashmir
kathmandu kazakhstan kennington kensington kent kenya kenyan ketamine kettering kew key keynes kfc khartoum kilburn kingsbury kingston
knowsley kong kooth korea korean kosovo krakow kurdish kurdistan kuwait kyiv ladbroke lado lady lagos lahore lambeth laming lancashire
lancaster lanka latin latvia latvian league lebanese lebanon leeds lego leicester leicestershire lent leone lesotho level lewisham leyton
leytonstone liberia libya libyan lichfield lidl liechtenstein lincoln lincolnshire lisbon lithuania lithuanian liverpool london lord lords
luton luxembourg mace macedonia madagascar madrid magistrate magistrates maidenhead maidstone majesty malawi malaysia malaysian maldives
mali malta maltese mam manchester mandarin manila mansfield mappa mar marac march margate marylebone mash maternity matrix mauritania
mauritius may mayfair mayor mayors mcdonald mcdonalds medway meeting melatonin mercedes merseyside merton methadone methodist metropolitan
mexican mexico microsoft middlesbrough milan milton mind minecraft minister ministry mirpur miss mitcham mogadishu moldova moldovan mon
monday mongolia montenegro montserrat morden moroccan morocco moscow mosque mozambique mr mrs ms multi mum mumbai mummy munro muslim
mutual mx myanmar nairobi namibia nan nana nandos nation neasden neighbourhood neighbourhoods nepal netflix netherlands newbury newcastle
newham newport nhs nicaragua niger nigeria nigerian nintendo nissan non none norfolk north northampton northamptonshire northern
northumberland northumbria norway norwegian norwich norwood nothing notting nottingham nottinghamshire nov november nspcc nunhead nursery
oct october officer ofsted ok okay oldbury oldham oman ombudsman omegle onlyfans operation organisation organisations ormskirk oslo outer
outlook oxford oxfordshire paddington pakistan pakistani palestine palestinian panama paracetamol paragraph paraguay parliament pashto
passover pathway peckham pentecostal peppa peru peterborough pfizer phase philippines pig pimlico pip plaistow plan playstation please
plymouth pokemon poland polish poplar portsmouth portugal portuguese pound prague premier premium preston prevent primark primary
principal prof professor programme programmes protection prozac punjab punjabi pupil putney qatar quaker queensway quran ramadan ramsgate
rangers reading reception redbridge redcar reddit redditch referral refuge regards regulation regulations rehabilitation reigate relate
rev reverend review richmond ripon ritalin roblox rochdale roehampton roma romania romanian romany rome romford rotherham rotherhithe
rovers royal rugby ruislip runcorn russia russian rwanda rwandan safer safety sainsbury saint salford salisbury samaritans sandwell sat
saturday saudi scarborough schedule schengen scotland scottish scrubs scrutineer scrutineers scunthorpe secondary secretary section sefton
send senegal sep sept september serbia serbian sergeant sertraline seychelles sheffield shelter shepherds shoreditch shrewsbury sierra
signature signs sikh sincerely singapore sir sixth skype slough slovak slovakia slovenia slovenian snapchat soho solicitor solihull somali
somalia somaliland somerset south southall southampton southend southern southfields southgate southport southwark spain spanish spring
spurs sri stafford staffordshire stage stanmore stansted state stepdad stepfather stepmother stepmum sterling stevenage stockholm
stockport stockton stockwell stoke stonewall strategy stratford stratton streatham sub subcommittee sudan sudanese suffolk sunday
sunderland superintendent supt surbiton surgery surrey sussex sutton swahili swansea swaziland sweden swedish swindon swiss switzerland
sydenham sylhet syria syrian table taiwan tamil tanzania tanzanian taunton teams tehran telegram telford tesco thai thames thamesmead
thanet thank thanks therefore threshold thu thur thurs thursday tibet tier tigrinya tiktok tinder tirana tobago together togo tooting
torbay torquay tottenham tourette tourettes tower town toyota trafford traveller travellers tri tribunal trinidad truro trust tue tues
tuesday tulse tunisia tunisian turkey turkish turkmenistan twi twickenham twitch twitter tyne tyneside uber uganda uk ukraine ukrainian
uncle unit united universal university urdu uruguay usa uxbridge uzbekistan vacant valium vauxhall venezuela verde vienna vietnam
vietnamese vilnius vinted volkswagen wakefield wales walsall waltham walthamstow wandsworth wapping ward warrington warsaw warwickshire
watford wear wed wednesday wellbeing wells welsh wembley west western westminster whatsapp whitechapel wifi wigan wight willesden
wiltshire wimbledon winchester windsor winter wirral woking wolverhampton woolwich worcester worcestershire word working wormwood worthing
wrexham xanax xbox yemen yemeni yeovil yes york yorkshire yoruba yours youtube yugoslavia zambia zambian zealand zimbabwe zimbabwean zoom
zurich
""".split()
)
"""Places, peoples, offices, agencies, brands, the calendar: nobody's name."""

GIVEN = frozenset(
    """
aaliyah aaron abdi abdul abdullah abigail abraham adam adele adrian agnieszka ahmed aidan aisha aishah alan albert alexander alexandra
alfie alfred alice alicia alisha alison allison amanda amara amelia amelie amina aminata amir amit amna amy ana anastasia andrea andreea
andrei andrew angela angelina anika anisa anita anna annabel anne annie anthony antonio anya archie aria arjun arthur arun asha ashley
asma atif aurora ava ayaan ayesha ayodele ayomide babatunde bailey barbara barry beatrice ben benjamin bernadette bethany beverley bilal
bogdan brandon brenda brian bridget brooke bryony caitlin callum cameron carl carla carly carol caroline carolyn catherine cerys chantelle
charles charlie charlotte chiara chidi chinedu chloe christian christina christine christopher ciara ciaran claire clara colin connor
conor corey courtney craig cristina curtis cynthia daisy damian damilola daniel daniela danielle danny darius darren david dawid deborah
declan delroy demi denise dennis derek desmond destiny diana dominic dominik donna dorothy douglas duncan dylan ebony edith edward efe
eileen elaine eleanor elena eliza elizabeth ella ellie elliot elsie emeka emilia emily emma emmanuel eric erin esme esther ethan eva evan
evelyn evie ewa ezra faisal farah farhan fatima fatimah fatou felicity femi finlay fiona fiza florence folasade francesca francis
francisco frankie freddie freya gabriel gabriela gareth gary gavin gemma geoffrey george georgia georgina gerald gertrude gianna gillian
giovanni gloria gordon graham gregory gurpreet gwen habib hamza hannah harley harpreet harriet harrison harry harvey hashim hassan hayley
hazel heather heidi helen helena henry hollie howard hugo hussain ian ibrahim idris ifeoma imani imogen imran ioana irene isaac isabel
isabella isabelle isaiah isha ishaan isla ismail ivan jacek jack jackson jacob jacqueline jai jake jakub jamal james jamie jamila jan jane
janet janice jasmine jason jaspreet jayden jayne jean jeanette jeffrey jenna jennifer jeremy jermaine jerome jessica jessie joan joanna
joanne joe joel john johnny jonah jonathan jordan joseph josephine joshua josie joyce judith julia julian julie juliette justin kacper
kaden kamal kamran karen karim karl kasia katarzyna kate katherine kathleen kathryn katie kayden kayla keisha keith kelly kelvin kenneth
kenza kerry kevin khadija khadijah khalid kian kieran kiran kirsty krish krystian kwabena kwame kyle lacey laila lara latoya laura lauren
lawrence layla leah leanne leila lena leo leon leona leonard lesley leticia lewis lexi liam lilian lily linda lindsay lisa lloyd logan
lola lorenzo lorraine louis louisa louise lucas lucia lucy luis lukasz luke lydia lyndsey maciej maddison madeleine magdalena mahmoud
maisie malachi malgorzata malik manpreet marcel marcin marcus margaret maria mariam marie marion marjorie marlon martha martin martyna
mary maryam mason mateusz matilda matthew maureen maxwell maya megan mehmet melanie melissa mia michael michal michelle miguel mikolaj
mila millie mina miriam misha mohamed mohammad mohammed mohamud moira molly monica monika morgan moses muhammad musa mustafa nabil nadia
nadine naomi natalia natalie natasha nathan nathaniel nayan neha neil nia niamh nicholas nicola nicole nigel nikhil nikita nina nisha noah
noor nora norman nusrat nyah obinna olamide oliver olivia oluwaseun omar oscar owen paige pamela parveen patricia patrick patrycja paul
paula pauline perry peter philip phoebe phyllis piotr polly precious priya quincy rachel radoslaw rafal rahim rajesh ralph ramona rania
rashid raymond rebecca reece reggie rehan renata rhiannon rhys ricardo richard riley rita robert roberto robyn roisin ronald ronnie rory
rosa rosie rowan roxanne ruben ruqayyah russell ruth ryan sabrina sadia safiya sahra sakina saleem salma samantha samira samuel sana
sandra sara sarah sasha scarlett scott sean sebastian serena shabana shabnam shane shanice shannon sharon shaun sheila shelby shirley
shreya sian siddharth sidney sienna simon simone sinead siobhan skye sofia sonia sophia sophie stacey stanley stefan stella stephanie
stephen steven stuart suleiman sumaya susan suzanne sylvia szymon tahir tamara tania tanisha tanya tara tariq tatiana taylor temitope
terence teresa theodore theresa thomas tia tiana tiffany tilly timothy toby tomasz toni tracey tracy trevor tristan tunde tyler tyrone
uzma valentina valerie vanessa vera veronica victoria vikram vincent vivian vivienne walter wanda waqas warren wayne wendy wesley wiktoria
wilfred william xavier yasmin yasmine yousef yusuf yvette yvonne zach zachary zahra zain zainab zara zayn zeeshan zoe zofia zuzanna
""".split()
)
"""Given names that are common in England, from many languages."""

DOUBTFUL = frozenset(
    """
amber angel blessing brook charity chase comfort crystal dawn dean drew faith flora frank grace grant honey hope iris ivy jade jasper joy
mark max miles nick olive patience pearl penny poppy prince princess robin roman rose ruby sam sky star summer sue ted tim tom victor
violet willow will
""".split()
)
"""Given names that are ordinary words too."""
