// Types larger than clients and compilers like.
type Deep = { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { n: { leaf: number } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } };
/** 200 objects in each other. */
export function deep(value: Deep, times: number): number {
  return JSON.stringify(value).length * times;
}
/** And returned. */
export function deeper(times: number): Deep[] {
  return [];
}
type Literal = "k0" | "k1" | "k2" | "k3" | "k4" | "k5" | "k6" | "k7" | "k8" | "k9" | "k10" | "k11" | "k12" | "k13" | "k14" | "k15" | "k16" | "k17" | "k18" | "k19" | "k20" | "k21" | "k22" | "k23" | "k24" | "k25" | "k26" | "k27" | "k28" | "k29" | "k30" | "k31" | "k32" | "k33" | "k34" | "k35" | "k36" | "k37" | "k38" | "k39" | "k40" | "k41" | "k42" | "k43" | "k44" | "k45" | "k46" | "k47" | "k48" | "k49" | "k50" | "k51" | "k52" | "k53" | "k54" | "k55" | "k56" | "k57" | "k58" | "k59" | "k60" | "k61" | "k62" | "k63" | "k64" | "k65" | "k66" | "k67" | "k68" | "k69" | "k70" | "k71" | "k72" | "k73" | "k74" | "k75" | "k76" | "k77" | "k78" | "k79" | "k80" | "k81" | "k82" | "k83" | "k84" | "k85" | "k86" | "k87" | "k88" | "k89" | "k90" | "k91" | "k92" | "k93" | "k94" | "k95" | "k96" | "k97" | "k98" | "k99" | "k100" | "k101" | "k102" | "k103" | "k104" | "k105" | "k106" | "k107" | "k108" | "k109" | "k110" | "k111" | "k112" | "k113" | "k114" | "k115" | "k116" | "k117" | "k118" | "k119" | "k120" | "k121" | "k122" | "k123" | "k124" | "k125" | "k126" | "k127" | "k128" | "k129" | "k130" | "k131" | "k132" | "k133" | "k134" | "k135" | "k136" | "k137" | "k138" | "k139" | "k140" | "k141" | "k142" | "k143" | "k144" | "k145" | "k146" | "k147" | "k148" | "k149" | "k150" | "k151" | "k152" | "k153" | "k154" | "k155" | "k156" | "k157" | "k158" | "k159" | "k160" | "k161" | "k162" | "k163" | "k164" | "k165" | "k166" | "k167" | "k168" | "k169" | "k170" | "k171" | "k172" | "k173" | "k174" | "k175" | "k176" | "k177" | "k178" | "k179" | "k180" | "k181" | "k182" | "k183" | "k184" | "k185" | "k186" | "k187" | "k188" | "k189" | "k190" | "k191" | "k192" | "k193" | "k194" | "k195" | "k196" | "k197" | "k198" | "k199" | "k200" | "k201" | "k202" | "k203" | "k204" | "k205" | "k206" | "k207" | "k208" | "k209" | "k210" | "k211" | "k212" | "k213" | "k214" | "k215" | "k216" | "k217" | "k218" | "k219" | "k220" | "k221" | "k222" | "k223" | "k224" | "k225" | "k226" | "k227" | "k228" | "k229" | "k230" | "k231" | "k232" | "k233" | "k234" | "k235" | "k236" | "k237" | "k238" | "k239" | "k240" | "k241" | "k242" | "k243" | "k244" | "k245" | "k246" | "k247" | "k248" | "k249" | "k250" | "k251" | "k252" | "k253" | "k254" | "k255" | "k256" | "k257" | "k258" | "k259" | "k260" | "k261" | "k262" | "k263" | "k264" | "k265" | "k266" | "k267" | "k268" | "k269" | "k270" | "k271" | "k272" | "k273" | "k274" | "k275" | "k276" | "k277" | "k278" | "k279" | "k280" | "k281" | "k282" | "k283" | "k284" | "k285" | "k286" | "k287" | "k288" | "k289" | "k290" | "k291" | "k292" | "k293" | "k294" | "k295" | "k296" | "k297" | "k298" | "k299" | "k300" | "k301" | "k302" | "k303" | "k304" | "k305" | "k306" | "k307" | "k308" | "k309" | "k310" | "k311" | "k312" | "k313" | "k314" | "k315" | "k316" | "k317" | "k318" | "k319" | "k320" | "k321" | "k322" | "k323" | "k324" | "k325" | "k326" | "k327" | "k328" | "k329" | "k330" | "k331" | "k332" | "k333" | "k334" | "k335" | "k336" | "k337" | "k338" | "k339" | "k340" | "k341" | "k342" | "k343" | "k344" | "k345" | "k346" | "k347" | "k348" | "k349" | "k350" | "k351" | "k352" | "k353" | "k354" | "k355" | "k356" | "k357" | "k358" | "k359" | "k360" | "k361" | "k362" | "k363" | "k364" | "k365" | "k366" | "k367" | "k368" | "k369" | "k370" | "k371" | "k372" | "k373" | "k374" | "k375" | "k376" | "k377" | "k378" | "k379" | "k380" | "k381" | "k382" | "k383" | "k384" | "k385" | "k386" | "k387" | "k388" | "k389" | "k390" | "k391" | "k392" | "k393" | "k394" | "k395" | "k396" | "k397" | "k398" | "k399" | "k400" | "k401" | "k402" | "k403" | "k404" | "k405" | "k406" | "k407" | "k408" | "k409" | "k410" | "k411" | "k412" | "k413" | "k414" | "k415" | "k416" | "k417" | "k418" | "k419" | "k420" | "k421" | "k422" | "k423" | "k424" | "k425" | "k426" | "k427" | "k428" | "k429" | "k430" | "k431" | "k432" | "k433" | "k434" | "k435" | "k436" | "k437" | "k438" | "k439" | "k440" | "k441" | "k442" | "k443" | "k444" | "k445" | "k446" | "k447" | "k448" | "k449" | "k450" | "k451" | "k452" | "k453" | "k454" | "k455" | "k456" | "k457" | "k458" | "k459" | "k460" | "k461" | "k462" | "k463" | "k464" | "k465" | "k466" | "k467" | "k468" | "k469" | "k470" | "k471" | "k472" | "k473" | "k474" | "k475" | "k476" | "k477" | "k478" | "k479" | "k480" | "k481" | "k482" | "k483" | "k484" | "k485" | "k486" | "k487" | "k488" | "k489" | "k490" | "k491" | "k492" | "k493" | "k494" | "k495" | "k496" | "k497" | "k498" | "k499";
/** 500 literals. */
export function literal(one: Literal, times: number): Literal {
  return one;
}
type Tagged = { kind: "k0"; v0: number } | { kind: "k1"; v1: number } | { kind: "k2"; v2: number } | { kind: "k3"; v3: number } | { kind: "k4"; v4: number } | { kind: "k5"; v5: number } | { kind: "k6"; v6: number } | { kind: "k7"; v7: number } | { kind: "k8"; v8: number } | { kind: "k9"; v9: number } | { kind: "k10"; v10: number } | { kind: "k11"; v11: number } | { kind: "k12"; v12: number } | { kind: "k13"; v13: number } | { kind: "k14"; v14: number } | { kind: "k15"; v15: number } | { kind: "k16"; v16: number } | { kind: "k17"; v17: number } | { kind: "k18"; v18: number } | { kind: "k19"; v19: number } | { kind: "k20"; v20: number } | { kind: "k21"; v21: number } | { kind: "k22"; v22: number } | { kind: "k23"; v23: number } | { kind: "k24"; v24: number };
/** Many objects with a tag. */
export function tagged(one: Tagged, two: Tagged | null | string): Tagged {
  return one;
}
type Plain = { v0: number } | { v1: number } | { v2: number } | { v3: number } | { v4: number } | { v5: number } | { v6: number } | { v7: number } | { v8: number } | { v9: number } | { v10: number } | { v11: number } | { v12: number } | { v13: number } | { v14: number } | { v15: number } | { v16: number } | { v17: number } | { v18: number } | { v19: number } | { v20: number } | { v21: number } | { v22: number } | { v23: number } | { v24: number };
/** Many objects without one. */
export function plain(one: Plain, two: number): Plain {
  return one;
}
interface Growing<T> {
  value: T;
  next?: Growing<T[]>;
}
/** Another type on each level. */
export function grow(from: Growing<number>, times: number): number {
  return times;
}
/** Nothing is left of the options. */
export function left(times: number, options?: { fn?: () => void }): number {
  return options === undefined ? times : -1;
}
/** They are required. */
export function empty(options: { fn?: () => void }, times: number): number {
  return Object.keys(options).length;
}
