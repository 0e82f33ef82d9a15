//! @generated from `tests/data/regions.tsv` and `tests/data/country_names.tsv` by
//! `BLESS=1 cargo test --test phone`; do not edit.

use super::country::Country;

/// A constant for each country.
impl Country {
    /// Ascension Island, calling code 247.
    pub const AC: Self = Self::row(0);
    /// Andorra, calling code 376.
    pub const AD: Self = Self::row(1);
    /// United Arab Emirates, calling code 971.
    pub const AE: Self = Self::row(2);
    /// Afghanistan, calling code 93.
    pub const AF: Self = Self::row(3);
    /// Antigua and Barbuda, calling code 1.
    pub const AG: Self = Self::row(4);
    /// Anguilla, calling code 1.
    pub const AI: Self = Self::row(5);
    /// Albania, calling code 355.
    pub const AL: Self = Self::row(6);
    /// Armenia, calling code 374.
    pub const AM: Self = Self::row(7);
    /// Angola, calling code 244.
    pub const AO: Self = Self::row(8);
    /// Argentina, calling code 54.
    pub const AR: Self = Self::row(9);
    /// American Samoa, calling code 1.
    pub const AS: Self = Self::row(10);
    /// Austria, calling code 43.
    pub const AT: Self = Self::row(11);
    /// Australia, calling code 61.
    pub const AU: Self = Self::row(12);
    /// Aruba, calling code 297.
    pub const AW: Self = Self::row(13);
    /// Åland Islands, calling code 358.
    pub const AX: Self = Self::row(14);
    /// Azerbaijan, calling code 994.
    pub const AZ: Self = Self::row(15);
    /// Bosnia and Herzegovina, calling code 387.
    pub const BA: Self = Self::row(16);
    /// Barbados, calling code 1.
    pub const BB: Self = Self::row(17);
    /// Bangladesh, calling code 880.
    pub const BD: Self = Self::row(18);
    /// Belgium, calling code 32.
    pub const BE: Self = Self::row(19);
    /// Burkina Faso, calling code 226.
    pub const BF: Self = Self::row(20);
    /// Bulgaria, calling code 359.
    pub const BG: Self = Self::row(21);
    /// Bahrain, calling code 973.
    pub const BH: Self = Self::row(22);
    /// Burundi, calling code 257.
    pub const BI: Self = Self::row(23);
    /// Benin, calling code 229.
    pub const BJ: Self = Self::row(24);
    /// Saint Barthélemy, calling code 590.
    pub const BL: Self = Self::row(25);
    /// Bermuda, calling code 1.
    pub const BM: Self = Self::row(26);
    /// Brunei, calling code 673.
    pub const BN: Self = Self::row(27);
    /// Bolivia, calling code 591.
    pub const BO: Self = Self::row(28);
    /// Caribbean Netherlands, calling code 599.
    pub const BQ: Self = Self::row(29);
    /// Brazil, calling code 55.
    pub const BR: Self = Self::row(30);
    /// The Bahamas, calling code 1.
    pub const BS: Self = Self::row(31);
    /// Bhutan, calling code 975.
    pub const BT: Self = Self::row(32);
    /// Botswana, calling code 267.
    pub const BW: Self = Self::row(33);
    /// Belarus, calling code 375.
    pub const BY: Self = Self::row(34);
    /// Belize, calling code 501.
    pub const BZ: Self = Self::row(35);
    /// Canada, calling code 1.
    pub const CA: Self = Self::row(36);
    /// Cocos (Keeling) Islands, calling code 61.
    pub const CC: Self = Self::row(37);
    /// Democratic Republic of the Congo, calling code 243.
    pub const CD: Self = Self::row(38);
    /// Central African Republic, calling code 236.
    pub const CF: Self = Self::row(39);
    /// Republic of the Congo, calling code 242.
    pub const CG: Self = Self::row(40);
    /// Switzerland, calling code 41.
    pub const CH: Self = Self::row(41);
    /// Côte d'Ivoire, calling code 225.
    pub const CI: Self = Self::row(42);
    /// Cook Islands, calling code 682.
    pub const CK: Self = Self::row(43);
    /// Chile, calling code 56.
    pub const CL: Self = Self::row(44);
    /// Cameroon, calling code 237.
    pub const CM: Self = Self::row(45);
    /// China, calling code 86.
    pub const CN: Self = Self::row(46);
    /// Colombia, calling code 57.
    pub const CO: Self = Self::row(47);
    /// Costa Rica, calling code 506.
    pub const CR: Self = Self::row(48);
    /// Cuba, calling code 53.
    pub const CU: Self = Self::row(49);
    /// Cape Verde, calling code 238.
    pub const CV: Self = Self::row(50);
    /// Curaçao, calling code 599.
    pub const CW: Self = Self::row(51);
    /// Christmas Island, calling code 61.
    pub const CX: Self = Self::row(52);
    /// Cyprus, calling code 357.
    pub const CY: Self = Self::row(53);
    /// Czechia, calling code 420.
    pub const CZ: Self = Self::row(54);
    /// Germany, calling code 49.
    pub const DE: Self = Self::row(55);
    /// Djibouti, calling code 253.
    pub const DJ: Self = Self::row(56);
    /// Denmark, calling code 45.
    pub const DK: Self = Self::row(57);
    /// Dominica, calling code 1.
    pub const DM: Self = Self::row(58);
    /// Dominican Republic, calling code 1.
    pub const DO: Self = Self::row(59);
    /// Algeria, calling code 213.
    pub const DZ: Self = Self::row(60);
    /// Ecuador, calling code 593.
    pub const EC: Self = Self::row(61);
    /// Estonia, calling code 372.
    pub const EE: Self = Self::row(62);
    /// Egypt, calling code 20.
    pub const EG: Self = Self::row(63);
    /// Western Sahara, calling code 212.
    pub const EH: Self = Self::row(64);
    /// Eritrea, calling code 291.
    pub const ER: Self = Self::row(65);
    /// Spain, calling code 34.
    pub const ES: Self = Self::row(66);
    /// Ethiopia, calling code 251.
    pub const ET: Self = Self::row(67);
    /// Finland, calling code 358.
    pub const FI: Self = Self::row(68);
    /// Fiji, calling code 679.
    pub const FJ: Self = Self::row(69);
    /// Falkland Islands, calling code 500.
    pub const FK: Self = Self::row(70);
    /// Micronesia, calling code 691.
    pub const FM: Self = Self::row(71);
    /// Faroe Islands, calling code 298.
    pub const FO: Self = Self::row(72);
    /// France, calling code 33.
    pub const FR: Self = Self::row(73);
    /// Gabon, calling code 241.
    pub const GA: Self = Self::row(74);
    /// United Kingdom, calling code 44.
    pub const GB: Self = Self::row(75);
    /// Grenada, calling code 1.
    pub const GD: Self = Self::row(76);
    /// Georgia, calling code 995.
    pub const GE: Self = Self::row(77);
    /// French Guiana, calling code 594.
    pub const GF: Self = Self::row(78);
    /// Guernsey, calling code 44.
    pub const GG: Self = Self::row(79);
    /// Ghana, calling code 233.
    pub const GH: Self = Self::row(80);
    /// Gibraltar, calling code 350.
    pub const GI: Self = Self::row(81);
    /// Greenland, calling code 299.
    pub const GL: Self = Self::row(82);
    /// The Gambia, calling code 220.
    pub const GM: Self = Self::row(83);
    /// Guinea, calling code 224.
    pub const GN: Self = Self::row(84);
    /// Guadeloupe, calling code 590.
    pub const GP: Self = Self::row(85);
    /// Equatorial Guinea, calling code 240.
    pub const GQ: Self = Self::row(86);
    /// Greece, calling code 30.
    pub const GR: Self = Self::row(87);
    /// Guatemala, calling code 502.
    pub const GT: Self = Self::row(88);
    /// Guam, calling code 1.
    pub const GU: Self = Self::row(89);
    /// Guinea-Bissau, calling code 245.
    pub const GW: Self = Self::row(90);
    /// Guyana, calling code 592.
    pub const GY: Self = Self::row(91);
    /// Hong Kong, calling code 852.
    pub const HK: Self = Self::row(92);
    /// Honduras, calling code 504.
    pub const HN: Self = Self::row(93);
    /// Croatia, calling code 385.
    pub const HR: Self = Self::row(94);
    /// Haiti, calling code 509.
    pub const HT: Self = Self::row(95);
    /// Hungary, calling code 36.
    pub const HU: Self = Self::row(96);
    /// Indonesia, calling code 62.
    pub const ID: Self = Self::row(97);
    /// Ireland, calling code 353.
    pub const IE: Self = Self::row(98);
    /// Israel, calling code 972.
    pub const IL: Self = Self::row(99);
    /// Isle of Man, calling code 44.
    pub const IM: Self = Self::row(100);
    /// India, calling code 91.
    pub const IN: Self = Self::row(101);
    /// British Indian Ocean Territory, calling code 246.
    pub const IO: Self = Self::row(102);
    /// Iraq, calling code 964.
    pub const IQ: Self = Self::row(103);
    /// Iran, calling code 98.
    pub const IR: Self = Self::row(104);
    /// Iceland, calling code 354.
    pub const IS: Self = Self::row(105);
    /// Italy, calling code 39.
    pub const IT: Self = Self::row(106);
    /// Jersey, calling code 44.
    pub const JE: Self = Self::row(107);
    /// Jamaica, calling code 1.
    pub const JM: Self = Self::row(108);
    /// Jordan, calling code 962.
    pub const JO: Self = Self::row(109);
    /// Japan, calling code 81.
    pub const JP: Self = Self::row(110);
    /// Kenya, calling code 254.
    pub const KE: Self = Self::row(111);
    /// Kyrgyzstan, calling code 996.
    pub const KG: Self = Self::row(112);
    /// Cambodia, calling code 855.
    pub const KH: Self = Self::row(113);
    /// Kiribati, calling code 686.
    pub const KI: Self = Self::row(114);
    /// Comoros, calling code 269.
    pub const KM: Self = Self::row(115);
    /// Saint Kitts and Nevis, calling code 1.
    pub const KN: Self = Self::row(116);
    /// North Korea, calling code 850.
    pub const KP: Self = Self::row(117);
    /// South Korea, calling code 82.
    pub const KR: Self = Self::row(118);
    /// Kuwait, calling code 965.
    pub const KW: Self = Self::row(119);
    /// Cayman Islands, calling code 1.
    pub const KY: Self = Self::row(120);
    /// Kazakhstan, calling code 7.
    pub const KZ: Self = Self::row(121);
    /// Laos, calling code 856.
    pub const LA: Self = Self::row(122);
    /// Lebanon, calling code 961.
    pub const LB: Self = Self::row(123);
    /// Saint Lucia, calling code 1.
    pub const LC: Self = Self::row(124);
    /// Liechtenstein, calling code 423.
    pub const LI: Self = Self::row(125);
    /// Sri Lanka, calling code 94.
    pub const LK: Self = Self::row(126);
    /// Liberia, calling code 231.
    pub const LR: Self = Self::row(127);
    /// Lesotho, calling code 266.
    pub const LS: Self = Self::row(128);
    /// Lithuania, calling code 370.
    pub const LT: Self = Self::row(129);
    /// Luxembourg, calling code 352.
    pub const LU: Self = Self::row(130);
    /// Latvia, calling code 371.
    pub const LV: Self = Self::row(131);
    /// Libya, calling code 218.
    pub const LY: Self = Self::row(132);
    /// Morocco, calling code 212.
    pub const MA: Self = Self::row(133);
    /// Monaco, calling code 377.
    pub const MC: Self = Self::row(134);
    /// Moldova, calling code 373.
    pub const MD: Self = Self::row(135);
    /// Montenegro, calling code 382.
    pub const ME: Self = Self::row(136);
    /// Saint Martin, calling code 590.
    pub const MF: Self = Self::row(137);
    /// Madagascar, calling code 261.
    pub const MG: Self = Self::row(138);
    /// Marshall Islands, calling code 692.
    pub const MH: Self = Self::row(139);
    /// North Macedonia, calling code 389.
    pub const MK: Self = Self::row(140);
    /// Mali, calling code 223.
    pub const ML: Self = Self::row(141);
    /// Myanmar, calling code 95.
    pub const MM: Self = Self::row(142);
    /// Mongolia, calling code 976.
    pub const MN: Self = Self::row(143);
    /// Macao, calling code 853.
    pub const MO: Self = Self::row(144);
    /// Northern Mariana Islands, calling code 1.
    pub const MP: Self = Self::row(145);
    /// Martinique, calling code 596.
    pub const MQ: Self = Self::row(146);
    /// Mauritania, calling code 222.
    pub const MR: Self = Self::row(147);
    /// Montserrat, calling code 1.
    pub const MS: Self = Self::row(148);
    /// Malta, calling code 356.
    pub const MT: Self = Self::row(149);
    /// Mauritius, calling code 230.
    pub const MU: Self = Self::row(150);
    /// Maldives, calling code 960.
    pub const MV: Self = Self::row(151);
    /// Malawi, calling code 265.
    pub const MW: Self = Self::row(152);
    /// Mexico, calling code 52.
    pub const MX: Self = Self::row(153);
    /// Malaysia, calling code 60.
    pub const MY: Self = Self::row(154);
    /// Mozambique, calling code 258.
    pub const MZ: Self = Self::row(155);
    /// Namibia, calling code 264.
    pub const NA: Self = Self::row(156);
    /// New Caledonia, calling code 687.
    pub const NC: Self = Self::row(157);
    /// Niger, calling code 227.
    pub const NE: Self = Self::row(158);
    /// Norfolk Island, calling code 672.
    pub const NF: Self = Self::row(159);
    /// Nigeria, calling code 234.
    pub const NG: Self = Self::row(160);
    /// Nicaragua, calling code 505.
    pub const NI: Self = Self::row(161);
    /// Netherlands, calling code 31.
    pub const NL: Self = Self::row(162);
    /// Norway, calling code 47.
    pub const NO: Self = Self::row(163);
    /// Nepal, calling code 977.
    pub const NP: Self = Self::row(164);
    /// Nauru, calling code 674.
    pub const NR: Self = Self::row(165);
    /// Niue, calling code 683.
    pub const NU: Self = Self::row(166);
    /// New Zealand, calling code 64.
    pub const NZ: Self = Self::row(167);
    /// Oman, calling code 968.
    pub const OM: Self = Self::row(168);
    /// Panama, calling code 507.
    pub const PA: Self = Self::row(169);
    /// Peru, calling code 51.
    pub const PE: Self = Self::row(170);
    /// French Polynesia, calling code 689.
    pub const PF: Self = Self::row(171);
    /// Papua New Guinea, calling code 675.
    pub const PG: Self = Self::row(172);
    /// Philippines, calling code 63.
    pub const PH: Self = Self::row(173);
    /// Pakistan, calling code 92.
    pub const PK: Self = Self::row(174);
    /// Poland, calling code 48.
    pub const PL: Self = Self::row(175);
    /// Saint Pierre and Miquelon, calling code 508.
    pub const PM: Self = Self::row(176);
    /// Puerto Rico, calling code 1.
    pub const PR: Self = Self::row(177);
    /// Palestine, calling code 970.
    pub const PS: Self = Self::row(178);
    /// Portugal, calling code 351.
    pub const PT: Self = Self::row(179);
    /// Palau, calling code 680.
    pub const PW: Self = Self::row(180);
    /// Paraguay, calling code 595.
    pub const PY: Self = Self::row(181);
    /// Qatar, calling code 974.
    pub const QA: Self = Self::row(182);
    /// Réunion, calling code 262.
    pub const RE: Self = Self::row(183);
    /// Romania, calling code 40.
    pub const RO: Self = Self::row(184);
    /// Serbia, calling code 381.
    pub const RS: Self = Self::row(185);
    /// Russia, calling code 7.
    pub const RU: Self = Self::row(186);
    /// Rwanda, calling code 250.
    pub const RW: Self = Self::row(187);
    /// Saudi Arabia, calling code 966.
    pub const SA: Self = Self::row(188);
    /// Solomon Islands, calling code 677.
    pub const SB: Self = Self::row(189);
    /// Seychelles, calling code 248.
    pub const SC: Self = Self::row(190);
    /// Sudan, calling code 249.
    pub const SD: Self = Self::row(191);
    /// Sweden, calling code 46.
    pub const SE: Self = Self::row(192);
    /// Singapore, calling code 65.
    pub const SG: Self = Self::row(193);
    /// Saint Helena, calling code 290.
    pub const SH: Self = Self::row(194);
    /// Slovenia, calling code 386.
    pub const SI: Self = Self::row(195);
    /// Svalbard and Jan Mayen, calling code 47.
    pub const SJ: Self = Self::row(196);
    /// Slovakia, calling code 421.
    pub const SK: Self = Self::row(197);
    /// Sierra Leone, calling code 232.
    pub const SL: Self = Self::row(198);
    /// San Marino, calling code 378.
    pub const SM: Self = Self::row(199);
    /// Senegal, calling code 221.
    pub const SN: Self = Self::row(200);
    /// Somalia, calling code 252.
    pub const SO: Self = Self::row(201);
    /// Suriname, calling code 597.
    pub const SR: Self = Self::row(202);
    /// South Sudan, calling code 211.
    pub const SS: Self = Self::row(203);
    /// São Tomé and Príncipe, calling code 239.
    pub const ST: Self = Self::row(204);
    /// El Salvador, calling code 503.
    pub const SV: Self = Self::row(205);
    /// Sint Maarten, calling code 1.
    pub const SX: Self = Self::row(206);
    /// Syria, calling code 963.
    pub const SY: Self = Self::row(207);
    /// Eswatini, calling code 268.
    pub const SZ: Self = Self::row(208);
    /// Tristan da Cunha, calling code 290.
    pub const TA: Self = Self::row(209);
    /// Turks and Caicos Islands, calling code 1.
    pub const TC: Self = Self::row(210);
    /// Chad, calling code 235.
    pub const TD: Self = Self::row(211);
    /// Togo, calling code 228.
    pub const TG: Self = Self::row(212);
    /// Thailand, calling code 66.
    pub const TH: Self = Self::row(213);
    /// Tajikistan, calling code 992.
    pub const TJ: Self = Self::row(214);
    /// Tokelau, calling code 690.
    pub const TK: Self = Self::row(215);
    /// Timor-Leste, calling code 670.
    pub const TL: Self = Self::row(216);
    /// Turkmenistan, calling code 993.
    pub const TM: Self = Self::row(217);
    /// Tunisia, calling code 216.
    pub const TN: Self = Self::row(218);
    /// Tonga, calling code 676.
    pub const TO: Self = Self::row(219);
    /// Turkey, calling code 90.
    pub const TR: Self = Self::row(220);
    /// Trinidad and Tobago, calling code 1.
    pub const TT: Self = Self::row(221);
    /// Tuvalu, calling code 688.
    pub const TV: Self = Self::row(222);
    /// Taiwan, calling code 886.
    pub const TW: Self = Self::row(223);
    /// Tanzania, calling code 255.
    pub const TZ: Self = Self::row(224);
    /// Ukraine, calling code 380.
    pub const UA: Self = Self::row(225);
    /// Uganda, calling code 256.
    pub const UG: Self = Self::row(226);
    /// United States, calling code 1.
    pub const US: Self = Self::row(227);
    /// Uruguay, calling code 598.
    pub const UY: Self = Self::row(228);
    /// Uzbekistan, calling code 998.
    pub const UZ: Self = Self::row(229);
    /// Vatican City, calling code 39.
    pub const VA: Self = Self::row(230);
    /// Saint Vincent and the Grenadines, calling code 1.
    pub const VC: Self = Self::row(231);
    /// Venezuela, calling code 58.
    pub const VE: Self = Self::row(232);
    /// British Virgin Islands, calling code 1.
    pub const VG: Self = Self::row(233);
    /// United States Virgin Islands, calling code 1.
    pub const VI: Self = Self::row(234);
    /// Vietnam, calling code 84.
    pub const VN: Self = Self::row(235);
    /// Vanuatu, calling code 678.
    pub const VU: Self = Self::row(236);
    /// Wallis and Futuna, calling code 681.
    pub const WF: Self = Self::row(237);
    /// Samoa, calling code 685.
    pub const WS: Self = Self::row(238);
    /// Kosovo, calling code 383.
    pub const XK: Self = Self::row(239);
    /// Yemen, calling code 967.
    pub const YE: Self = Self::row(240);
    /// Mayotte, calling code 262.
    pub const YT: Self = Self::row(241);
    /// South Africa, calling code 27.
    pub const ZA: Self = Self::row(242);
    /// Zambia, calling code 260.
    pub const ZM: Self = Self::row(243);
    /// Zimbabwe, calling code 263.
    pub const ZW: Self = Self::row(244);
}
