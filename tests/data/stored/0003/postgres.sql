--
-- PostgreSQL database dump
--

\restrict Gmdz37jFGwtN6WbqrPvRakC9ttO8ZCam0KSxb4PWENlj5tSQhkj0pYIV5OaqaaR

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account (
    id integer NOT NULL,
    member_id integer NOT NULL,
    kind character varying(20) NOT NULL,
    address text NOT NULL,
    secret text NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: account_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.account_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: account_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.account_id_seq OWNED BY public.account.id;


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: calendar; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar (
    id integer NOT NULL,
    member_id integer NOT NULL,
    kind character varying(20) NOT NULL,
    address text NOT NULL,
    name text,
    own_email text,
    last_read_at timestamp with time zone,
    trouble text,
    troubled_since timestamp with time zone,
    failures integer NOT NULL,
    expanded_until timestamp with time zone,
    remembered text NOT NULL,
    account_id integer,
    dedicated boolean DEFAULT false NOT NULL,
    keywords text,
    marks json,
    unchanged integer DEFAULT 0 NOT NULL,
    unread text
);


--
-- Name: calendar_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.calendar_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: calendar_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.calendar_id_seq OWNED BY public.calendar.id;


--
-- Name: canary; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.canary (
    id integer NOT NULL,
    word text NOT NULL
);


--
-- Name: check_in; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.check_in (
    interview_id integer NOT NULL,
    answers text NOT NULL
);


--
-- Name: draft; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draft (
    interview_id integer NOT NULL,
    began_from character varying(40),
    typed text NOT NULL,
    typed_at double precision NOT NULL
);


--
-- Name: exploration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.exploration (
    id integer NOT NULL,
    member_id integer NOT NULL,
    "position" integer NOT NULL,
    question text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    weekly_goal integer NOT NULL,
    choice text
);


--
-- Name: exploration_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.exploration_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: exploration_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.exploration_id_seq OWNED BY public.exploration.id;


--
-- Name: handled_request; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.handled_request (
    team character varying(64) NOT NULL,
    "user" character varying(64) NOT NULL,
    key character varying(255) NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: interview; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.interview (
    id integer NOT NULL,
    exploration_id integer NOT NULL,
    "position" integer NOT NULL,
    person_id integer,
    option_id integer,
    label text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    medium character varying(20),
    status character varying(20) NOT NULL,
    expectation text,
    certain boolean NOT NULL
);


--
-- Name: interview_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.interview_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: interview_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.interview_id_seq OWNED BY public.interview.id;


--
-- Name: meeting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.meeting (
    id integer NOT NULL,
    calendar_id integer NOT NULL,
    interview_id integer NOT NULL,
    uid text NOT NULL,
    recurrence_id timestamp with time zone,
    title text NOT NULL,
    because text NOT NULL,
    missed integer NOT NULL
);


--
-- Name: meeting_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.meeting_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: meeting_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.meeting_id_seq OWNED BY public.meeting.id;


--
-- Name: member; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.member (
    id integer NOT NULL,
    workspace_id integer NOT NULL,
    "user" character varying(64) NOT NULL,
    time_zone character varying(64),
    slack_zone character varying(64),
    channel character varying(64),
    paused_until date,
    rhythm json NOT NULL
);


--
-- Name: member_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.member_id_seq OWNED BY public.member.id;


--
-- Name: nudge; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nudge (
    id integer NOT NULL,
    key character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    member_id integer NOT NULL,
    exploration_id integer,
    interview_id integer,
    calendar_id integer,
    due_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone,
    expires_at timestamp with time zone,
    state character varying(20) NOT NULL,
    attempt integer NOT NULL,
    unsure boolean NOT NULL,
    error text,
    channel character varying(64),
    ts character varying(64)
);


--
-- Name: nudge_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.nudge_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: nudge_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.nudge_id_seq OWNED BY public.nudge.id;


--
-- Name: option; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.option (
    id integer NOT NULL,
    exploration_id integer NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    target integer NOT NULL
);


--
-- Name: option_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.option_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: option_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.option_id_seq OWNED BY public.option.id;


--
-- Name: person; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.person (
    id integer NOT NULL,
    exploration_id integer NOT NULL,
    "position" integer NOT NULL,
    option_id integer,
    name text NOT NULL,
    role text,
    organisation text,
    stage character varying(20) NOT NULL,
    referred_by text,
    email text,
    link text,
    notes text
);


--
-- Name: person_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.person_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: person_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.person_id_seq OWNED BY public.person.id;


--
-- Name: sign_in; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_in (
    id integer NOT NULL,
    member_id integer NOT NULL,
    state character varying(64) NOT NULL,
    kind character varying(20) NOT NULL,
    verifier text NOT NULL,
    began_at timestamp with time zone NOT NULL
);


--
-- Name: sign_in_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.sign_in_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: sign_in_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.sign_in_id_seq OWNED BY public.sign_in.id;


--
-- Name: stage_change; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stage_change (
    id integer NOT NULL,
    person_id integer NOT NULL,
    "position" integer NOT NULL,
    stage character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: stage_change_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.stage_change_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: stage_change_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.stage_change_id_seq OWNED BY public.stage_change.id;


--
-- Name: workspace; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.workspace (
    id integer NOT NULL,
    team character varying(64) NOT NULL
);


--
-- Name: workspace_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.workspace_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: workspace_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.workspace_id_seq OWNED BY public.workspace.id;


--
-- Name: account id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account ALTER COLUMN id SET DEFAULT nextval('public.account_id_seq'::regclass);


--
-- Name: calendar id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar ALTER COLUMN id SET DEFAULT nextval('public.calendar_id_seq'::regclass);


--
-- Name: exploration id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exploration ALTER COLUMN id SET DEFAULT nextval('public.exploration_id_seq'::regclass);


--
-- Name: interview id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interview ALTER COLUMN id SET DEFAULT nextval('public.interview_id_seq'::regclass);


--
-- Name: meeting id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting ALTER COLUMN id SET DEFAULT nextval('public.meeting_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.member ALTER COLUMN id SET DEFAULT nextval('public.member_id_seq'::regclass);


--
-- Name: nudge id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nudge ALTER COLUMN id SET DEFAULT nextval('public.nudge_id_seq'::regclass);


--
-- Name: option id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.option ALTER COLUMN id SET DEFAULT nextval('public.option_id_seq'::regclass);


--
-- Name: person id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person ALTER COLUMN id SET DEFAULT nextval('public.person_id_seq'::regclass);


--
-- Name: sign_in id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in ALTER COLUMN id SET DEFAULT nextval('public.sign_in_id_seq'::regclass);


--
-- Name: stage_change id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stage_change ALTER COLUMN id SET DEFAULT nextval('public.stage_change_id_seq'::regclass);


--
-- Name: workspace id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.workspace ALTER COLUMN id SET DEFAULT nextval('public.workspace_id_seq'::regclass);


--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.account (id, member_id, kind, address, secret, created_at) FROM stdin;
1	1	caldav	gAAAAABrBuf3btwySRUqfOlluL4d8yVe47JQljK7VEUizK7PqQXXwUAsPLGhOjpb8Wkr7maZAW5l9CRicTbhR6vQ_vrdZHobDFlE5XHZZPbcw_8tKNPuins=	gAAAAABrBuf3Z5p6KFiqOJ17ybjht0a8HJX5CZg2ux5Da3GKZDhDR5Fly8eAczDJRrqVWNlccIijdMCa-J96Aaqt_1S4EidskbGnNDMi6-0cXIQWYAdwIAvIX-IphucWGYZtY2Ge5dsU	2026-11-25 10:30:15.123456+00
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.alembic_version (version_num) FROM stdin;
0003
\.


--
-- Data for Name: calendar; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.calendar (id, member_id, kind, address, name, own_email, last_read_at, trouble, troubled_since, failures, expanded_until, remembered, account_id, dedicated, keywords, marks, unchanged, unread) FROM stdin;
1	1	caldav	gAAAAABrBuf3o-b0HxXP0zxHzvjm0GvuIpaC5MS4wADU4AggYXuSQqXr9ARn7jtBUtFWgsExMb2Pfg7UCZK9ZVuasHZoLFct4tyqNUwylfDn6Eo4u5O7zpA=	gAAAAABrBuf3FdZzZRzrbud9I-jgxlK6gGzUT7GXf0dgPSdz6Mp_porqEVuMOv_wzyEywowMJ0YYtm__QyvT1NJ0Q6pbLQG5xw==	gAAAAABrBuf33aSQN_VMk52spOofGxufQHAq7xfg1UJS6bK2rw_vKrfTYsNH7KzmAlqEBy_4S63mFEnLDphPGKYXvjDBmN-TeX6M5r-RF9C8cOd3fPS6CuM=	2026-11-25 10:30:15.123456+00	gAAAAABrBuf3zOQq9CM09CQcJcZcSZnkBXg4IBwR40SdjM6n_rLNJjedTkBk7xg0Z9C_MrpoA5TxTK_jB6VzpOsZytsZ2yJGu4U6aJqOZHt5KoyPIb1p6cmF3k31MkXDcgESyABekZAU	2026-11-25 09:30:15.123456+00	3	2026-12-09 10:30:15.123456+00	gAAAAABrBuf3G27ASYZ_Znai2qaGeUZ7nCClno1lH6rBT4sK92emuLaG-XlVPLKQ4kEdGHUmdVWI_ujnb9dC_G5fpYXcQNchMg2v1bHcgfIUYduQ9F9w-aM=	1	f	gAAAAABrBuf3TcIiofnWZsRtkV5VDzhFevGefIxX3kFBkclLxt4yX4i6Ijg2eu5DGrYr7vbAcri6PrSuOgGtkDepqUr6rMTrN8Rs1fJQZIaU5gqJBMEnP_M=	{"ctag": "7"}	2	gAAAAABrBuf3jjjc3BymJC068zznL9ECWltkXYLuI4GaqL7_xIudufsEYZw8BoTfWDcyz6aKGJQDPbWk7Oq1i-ktwX2QOyoo0vCjpntbs8qbYTzGCP-VB9A=
\.


--
-- Data for Name: canary; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.canary (id, word) FROM stdin;
1	gAAAAABrBuf3p2CuC4Clcspsa1PlD_39NVX1bBjATRWh1TWdOkxA8IJis3H2U0XOhguLSb06iP2iFUL4pIuu2j8tCTjnEzgFfA==
\.


--
-- Data for Name: check_in; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.check_in (interview_id, answers) FROM stdin;
1	gAAAAABrBuf35aIyXaZfkWQPMzqYrdubddNTm3t1cBAEb1mRTSpM8uYemGo4I4dd6Iq65pUM71hCbGPIjNPz4B7bMsfqb1YTG6WskcPGRB7-Nr_DD4yJY_tLPbGOp1jBFqqL-N2hE24-1o228S_AAP2GEUEZt5L0eWXcSQh4-lqcq48WsJlnPYlZY6nXIYYSDEVLC5INLqr2iiz7Q7CvGL9b0JFNwKrdl6LJkofaqq3dz7FEtj_0uDPX55gY732DSJrODqMI4CXe1tJRo5HVgMe4JhdLFXNu3TAWY_WMPbvqHP02ADAlFdVTb3WgWrYbxvKeIAuxpUHry2FKlc2cRVXXE7ORGoRAds6CUDGu1elB2gRkd9ZLOaTB2QfNSGq7Am43mkjbX3Og3O-sfDmauYLP5Z_93q6FFojpzbL2eVnm6Qj4XBvva-H8EKReMqFYx0CrUXh9pJuK1IFlQHuKkRiFRvz8S1Sj1RFjVp4BzkwlRzNi1DBq6uFCdr4_-VcQEII6YIZCGIk-PJbW7r8IwZgm8w5GnlNU_X7Kxb7bYp5UxW03SeUIfRPsKMjNHS0BO6bcPWV08gN2Ny9fUuOgLtmt_jgPP8RwKZ_GnX8OEKXDM1m64V7jvsanHPYfRaQRLm5-SnFKmQIwJBHP7Nd58-8L1wRIngiske0yLC3By-ybg5NOgoGVWGkN0X_TLmEchEEu1PU-WBFE51Srg-asnIoGq6TwX2ryzihNBCsvHy5bVYTZ53OVabIYSMPrPcB-J5MXo4WG4kOY-yMSWezlPfHRxlXYM008JotkAXb9oNXNwW04NqB6cKIEynV6RONnWOa_LTBhSpPJ0_PEYzEPeyM1GXwcg7ICgyCGhTfPQ_8QIBpRCIxRbtBP3-hX7wzyDANms1JfTrf0ebgqlTW1_fX8rNbe6lVF8zPqda1jm-SpbjqP62nHrm2VZAMe-CBf97jagd6soRE5KIbbh8fPFqz8hurktodes1_k_cm7cjGjTje1ma_62ONgdapJP5ol14mwOoe8uXFmjSql6dBN4dMQCycQGDctVh7o-6T4G-7ebbX_GK1OiooiuBs-OZsQO7o-XB0b0R22afhT_XtOBbsVGvBqJYCShbrr3K33ReHYxuJDaKdAgo--gKjLCU3gjavJWJZnoC-Chh8sFG9e5w9xno-MuKM_kuZbLYd92hFyXT2P0mSTRlJsSHF0AMXu-UXEvEuX_5XMDoeNfQINd1c9Ez5prrRgowCKFJa6wRd5y_-w3xXTk5hQbY5MO_86QLv9y_2s6LOIqpocIrvuSHQBZk9bPqPzldrNyhr7IZHDS4v-UbMoIOxTPw9nhrIoPKUHm-MOCZyLLo5a0_wAf3LPPXXd_42FfVrUCr6JtD89fRf6lr0FSBajokNQigcL-sWsPVLlCiuo
3	gAAAAABrBuf3Wv8R3YE63w-6l0Z97XXdNqGujBropE2CMGGKqLEyuac0WHuLzAz_1CvV2ygoQ8aoRVyLIPeMoP5GlSAQa-PTa9Qayqq02a98zXeMRrrvIbB6Pucs6VLiHWxSTXQcSC1Uo5IrzbOtuRt6Eyrx30vWHzAXBBNGUrRl4WIlo7C2HN3Prs8_o_5RVWHOBGCqGvQYX492J8deaId-MVXvF59mqGMTkyZnGuxnGFHo_2E7oSMmGgnZW7iOEHmgTdiGmmklWPr5wQDo3ichIXsq7OUB5-x4hf4igYhMQeXapEjzjFeKZIDA5IyQHgZ2up8aCEDEDXCigJ3c9D6TTW-VdNJpnFPl-VO5gMC9xz3IcU_5B0kGOpyR1SmiAcHcX1grbpT3vI6kyw6LifKeV8kLMcaOHYUtKP1NfMAYG4uqws00pnBE0ofAJGBxHz_5qlneFBGg1ZG8fTRshqFGw86ojQem3nTgqLPOv1Wpb97DBDl6aBEMyMUXy5L89Br9s46gAwzXC04YDhYRGrr_vUKeUQMwNPxX6O9rddynzfOILPe-1rDYvERVAa87fv5xS6wQ5CUoMDz-RZxg9RHlgIwQfnf0wEXZQoJ5-UoQ7RreGpl1XQ_vAKLcNBP3nAz9ivRflc6skyiZaVR5sS-yo4z4NPJLc8FMvdsz5qJRB8SFRCJj7cIfI1LCytcbvl0_hlqHIR5bhy8i9504z5vytG93ubk682EuNyQQt1wug1t4koknzg09Oelye4_KaqJRUqVXemu18pep0AGgl5IUwfmJHB1uf6BMf0PN1-3gTYw5YhgYIYC4_1MIGa040eYslPCADIg6sXgacTvbHmLSexCxyhbsqgsirKEV7kOyRJ6Pw5h-H8dxX2XwZ2Dn8Lmi-aN2ZuOWrVrHarNRVSmz__il590ymzwrx2L0u5cV8zn3AQEf5D7ur-wH0fFS7Ze_2OCjv64IONG7vqC9jiYr-C148x63HenQwNBeAlc-J71TB65C2HTEuN8VXSR3DAh8yBTPjpeTdLBOmWfe4yjr7aBZ92uuqg==
4	gAAAAABrBuf3nDZVrv2s-44T5NEReLhrU7pTk61DmtUjOWz30XP1fhpS4YD9wdrxzUG_ow12gkQlpPlj5y1ejX5SztrEAsvcEhY_C3FsUWEMH6Ns6ocdRKTvtXCHTxIsLNBocqBS6LXwydMbaMiZa9OukkcxrfXW7fWj8HDT1-lQcdrEzgBVQAqH1jUQkCT3OKUdyQqv_Ro2JShYb_HpkzlKgtzoAETzKQ2Q7Ni5j59lumCwKjTEJQgUajpfP-jQ5LcOSrTyaHsbz1pK_-MqhtxsN_yCelE2mZNcOX3JhEdSeuRIii8PJMjziwdpQCg5tz1gXA13XiQoA_fzbrEIyls9luHudhPmIs3DVrplh2tpfF5KMssfpkjxjBLhcTXQQVrCO7TiQSwaaT228DH5jf5-RFIWXx5ttotqtHSRc1IoJsQ9QczLvrlcH92cjjPkLWyY5qFW7ItSsVHnC2ZGKrtLutiUmojF2NayY4JnvVtuK27eJGVOi4PMWh-IQvxPvxAFgYSqdfVta7cedYPDKBcumg6d_jxa2ljNgYh7RsIOuuy-hxqGg75scW3eTFiQm9-WPKjS25pwUgNTnMVoqFhJnJBgsDhAYkHS9DFNkvIA17LyeZJFdEVPsD5J14Y9ZN4e9-fL9Xzg9wveO23Jcoc69QG8QTv-BITwXN96fLYCh2TKQbaV1uX_XbYGyAQVnQsfBnK8NNn9Uje97LTlNkNY2Xr0gbK9af_sakK-YW4zmW4w9oOKArrxn9AxqVQELWNz7fQV-JXQUs736KRWq3HclBybXehsvHJ6DbpyjMZb5new0x1Ld8bSu4wURTgFpv25o5tHFiUQTjYteXv0epF_qq6JRHQp-kD9LJvWTC8HOT4RtVLItduZkTqQkkoDVPFkFXd2-z-8pVnPb0pb_gTzROEuec6xswW47JzXN1guhTyki_RWuZc=
5	gAAAAABrBuf3ylekq6Rl1j063fcAYv2fFaVgolj5wzUZZWUEyOJp1bhO1dW7R0AzuLmvBviF8CDs1AB1tiLr9GOEiZSGk394a7mAi4DKEcB80NuASIYAeqkrjDn-mDSs0dUReBhJzg_ghcfmTiP5v2oNosChkfx3rt4-tkFawQronqIDkv7OkWEKfh5m0h_mVVS2IrpyIXZyg0By9mZK2_KGcoT_Mrkb_6q6AmIKvoJU7AB2_Sq3EpAefzuXQ5_fZ4FvBv-lpCznrZ2bWcJjd_E5wrHNY6lbdh8IHsC1vX5_XCqhPtJs0twgVZxBbM8fCRMTnCWssrFjRQi8NZfUK_YHMOCUWhHGGWyL-zgaIG3XDXx9BauDvwSg6OmkbNbqK4APkaJwSmnfCbd9QIlM6w-PrQiYqr39IVCyEKQAL4i4wutvXloELZ4Uxe9XSc13Dclj1EZXeeSQcq4GIFln3Ptq24G7CSfwl-_pHYpfELmXX6lRHQPL3OapC0qK0YdgUB3xwodRizpjDdZcxGJijPPr7D1QtllgZPAM6v0MFOYHhGTY64QfFC7EHvIheHb-0K0vPbObuBJ163QR-NjkimbuSXXcKJVxAXwxKD1n5ISIWF-PrfsN31zw4ym538dPSDzXu6pMhO8sQsgNd0sjC_rKyWS9YUwMkw0Fqt0zYOw8e1VD9_Fay860x6Q8CpEOgvExz8PFK3pkEPkh5aViJjrN2lPWOFOXN_Oe89_x9xFq-q9NrL0UrrfHVjhSctMp7I-aqACjYdMtEs4UABgVTlJI2VmRgJnN7e2-5VrQJ9Nd4iZH8GZphMyFrlzzJiGlk4E_vbXjFHMeulJtPn4QDoT-pkhic7asuez7CQt1BVSJ1k5a-swDG-WlYcwaX-QuppueHlEyK8mgy1TSQQLtEx0qFjBdR0cliQ_b1NQ_ZxE5ZoCEbiem8lHCUEx6wzsPQaScCX6VSM8ZSe3wzcyOFTu7fG3VXElZdA==
6	gAAAAABrBuf3TF2_ebDzr_ox5oBeZgVhU50JgdwfH8adI5qWEdO_etW1OlKXoUgoWfIa8VO0QJ_m9SF9s8tthL746uDjs9I3qvIecLe0gTAgGkNJwsNakpr6GQzWCFJK6v7h0k9ZQj8xe6pJzLGTgjFvoq0EJWU47HxrFbIhy-93Gw9oh2A6VSJaJIFZ2v2_qU04ElM1FUvNwpuTxss2wJEgjwV2cnpsIKsJWAFjKXGxe8Y9wVTodCIZw1VMn2cnXm7uZXPfe4qc8cfVOwu95HGGLC9X0OGmC0rkk0iKOczsH8XTcApbdsfaIkBas2Lp0EqRCiDsAenLDcZ0QSE7JtUwSMVY-EeaYqUg85J-Uc4h9XwGJcVEhWG7RbVZzhcffIiwXU-CUFsIfwnFGjjXLjTyEqkYL-apd6k2bP_nkzvXICXT0Ob768x454J7KH4V3HpV4mRfkWDPuGrzLdNF1S5ypkUOYkLYI0ZtWEQhMBXvimSavOKan49XrIzsCmsj8NO_GFRGAT2uHtpQT3gVYiwPmX8Kz1XNumc8LMe_sWzblcX5POx0ZS_WzGiHpTq9Av1JFMJ4sMNBi5HwzCweA8rcefwpTUZFdGOLPyk4EEmYcLVx94u3FWrF3ufVX_mFATAVGLrVW7_uVRDY0iDuZtVww_-LwxIoiVlMk0m_LmdbLl1-E5nJUN7cv3CuXGfky3Q65lO1rRZCY1sahWF2mbFrhcU9eLRRNb2Ckpv4hx8lvnAlTbADAjpmvIg7pa1ZZFQUDoEebSDMlOowe2JxiYYFZ6_QeE35AB7mfC_84StG9oCKHYD18Y0hW5PD8as-tB0A4T5ZA_A9thTNPqwL1uD6N60VX31www==
7	gAAAAABrBuf3OkEZfyrZ_xWqLzEWDw_VtSek7rL-5J-tE8Ev9iLtSUkD-m_GFK4ueIZtwdpCWCyh1Ljlf_No5MI8VW7VQIcp6DHKcR-LD9WAayhqGqqw3vC_kP2xu3HXOZ3xG4EgwB1QulOLKQ9x2Rxz-ORg72b9Cm-978pBHmfj9IlLHF-2qHxAs6Djf8xN8QY9iSiY8IqrOERGzWNAb_SwjJYJbAMF7xp2dgQJDmt-tfHgfb4FH7EdZwfINe9tSBRVqwE_YWMdeuqCmPGqvQR1FmP54wXqSYAZ1defKSir-LtB0MckzgYZNukIxBU-lpzsnh_abLf_5n0i_s0wfICD-3A9E-1E836Rl7amA1L9C9D43y8zAn5sNxM7-MHXlK96lBQ_uN7cvZP1NfWjZtwuXS41yKdHs36ZRvSniW3DG64GC5_RKtjl0CF6Zwh3FGMkA7S-LoGY5-rbPT1qcbgGEVxWK4748AerNwkuJn8p-s-_9NmHV1pda5hJES0jWTPztDw2GbUGvirHUty8rL_XTaWpjCqb7BDsIOprKsUQYUPvknwZqUCvJmXKP7oVmYMnPo3NgiYqYJRJ9T163KCL8FsHwf_6ItzJKsC35iqBCVyI-LBEe0Ubz-ONF6JuOI0yc32M7uYcQVOLqShBsDIJxPds0waGuQz81kGha55Zp3kcFbRmSf73RoDCXxIOBzWXA1qxGCmbPO67u9LTbA142IUWA7J8tEtTPsJkPzH_fwzqRf-DsmY-s5iUYCh_AFp3itbcCxPXofUeBcm2vjlO_PqaZ0C5rXAmL0a0b50SmEnTDWFYFIXe5rNdBnizuTWKxQpIL4GxTwwHZUhgDJRHKjGHfWcbZwj5rgrgv3G2Nb1sK8WFay0=
8	gAAAAABrBuf3ZRhnihT976AZqKfDIao4q3Hktw7QGIn8vyoA7fC3yvFvKcPm75SKQ0U3FSoDBDysAXguQVJX14vAq4msIkwQVebwjaWtOQP4EvUs2diCXeMxsnRmXde3oxEztkb_tBZ0PrU7rb-ROrZrBbxubCmcIOiCfI3-UYicAYhUYMeD1G1M0zGinz0zsavZGH-1h26NAnD_aWwsDuZTajPPbPeLQapQj3jHdskruGccaMR-3VI-TGRhfxmsCUV4qvC-e1MmX699OiCeHvAh62CBrAK4ypej3xSBCQGY0qn2hUnjTeKMvyaeGzIbiGtWj71G08I2a7TBbDsovFB13hOy6EwO4IqNP5ix1kUzAdH8xhevreGyFYgUXDfx5kX1_QhsrjmuEe7zqxhbDLh5tvHR--qEtdsmb77ofoVHMH-kcUlW8_vWQHJ7_HuGegnb6CdNxJ3EI0PFzGb_wpfbEynxxXKTib6SfSn37jWNTXTIQj3ofPNoh8l9E7csCeJWTyYNpyl2WRW9FuYYem5FtlLpTEpEdRnf9zS0mUSvnt3IVRQS6VvVTYWxaWVhkDFTeSbgsl6-dhGnKcjVV4nsK3i1c79pp_BnSyFuhK6qUWUuCPYVUBBz_7d-1LdPWj1b57cunNVBHRlumaDnUYFLafVKwzmaswkGhGUvxA-pgWu3pl4oI-p2e7kb5xZhwtcKRGGFjnjQj4r7OjIQyQbTXBhezyoYw8tw9BWhO0uOC9gmMximd4F58aXH6B2CkSqLDMbq1Mb1HMl5GPq7RYqtP7FmWocCTMKQX84vW1mZSlSBZIWYCRILxb4eNKiw6bCkcwKZqtA0LNG1VyR3Bq3pNWQRSP4qBRIgUhZKcgpi2zKzgRx5w-FjuhGEOb7BnzLtvUmoMXoq3sjL_NJJPXLj5sR45ZfAByg3fkjqhf1rfmRoeumn5j4=
9	gAAAAABrBuf3Jpw6OHghpch2ja6WgI6Qr622LmlP5AlP4Ln8THoQ9KkXHdprqYz6sz2q7Y280ajci0oT47JONN6ov5aZQiQ2ExrPGeUwkDNbvktNzwajZHbWG4h9p-EfYT1Qo7zXGX9VvuX_2GPcQFaPS7qObj0V_I0xb9ux8PGUpq5z3fCUXubGJjOap7b34aLFEsIJevd8jiVn_5HIWxmJm0ft07klRmgc4YDY71CZ6dQeNDE8cFGXpuIb0-DzD5jvG-y02LuxFD4vn5gb7qHnVQh9lNLO1pleZJ8HvN74er55J2iIMwwUO_TFH_GSSs24ttnfKWGNmbyGrcpMmOf6tVADmsRPgnoPwruVQhe4TLpvzFxDNcWMxMee_g8_FwoDEnIiNSSozGX93z_xiqnhuTTUl72fSR0q9sNfsK6Z6Yh-yZO5XyyljqE3aoaJQkpoMs78eamjDdPAjrFep2GijlVBm9BiS2wZ1kiX1zXP8rgkAa9YGVhHtM7NJ1OE3paXU0aJ0Cli5KZYu-7Sb43Tyzh6lL0dleI-dJYwG7NSdDzsb0pGgQvgMusV3X8l_YLQ20k4GxDjuRN1E_8v2CQ77a1WslAcFd-IZB6-zq8K6clzv4GFxPGOdvCKMxHIwn9ZUTl6HJk5RF0NjAKOVzuMNcET6Y_TmDkOL-nQyRpmr5Shx3L51oHyZvohIpq1Mi6VeZlps-PLSrQq1JAACneoRap-7gqqz8csFzVmjT86jw-lsHq3YAeb605ShK7HAS4C8zXfWDm36qc6Kq9dti88bm0JqaZ6Gi4bVMtTpDJPAPzHnWO_GkdRK3l7_WJDRMNpy_yXyaSfeeLuALpo6dX2SvM2l0kO3t8mbbgKSpFqYzey1zfnNOfvtHxWEaFVyMrkZY-JvM5RKmFYWfzbAhsXHBYZ6LXCV_5tyHw_lgENmhIoedQcI_s=
10	gAAAAABrBuf393ib5AkCURG92Od6wgt2Gp-EkQ9tKqvmnGEqLbdugnz9lZw0jFwor7ugpciIZbV1uBrI5G2EnM9rJc840rVMmhKR1SfH8qBNw_p3GFaW3_yM_APNYzOxpvk2bkOrTYpsgdMmWoSv4c-sw1_b5GwXVnIyI4WLXGiwGSqrHtCt9Si-bZ3tYPPa2Hx9mLMYln22MVkzW1MkQtJL4pEnTxEZC4wQ53qLrf5ZGJJMUIWilXhrDzk5wcpQEQAWnrzaAVCkddNHL_O5R1Lk_eSPIKHOwtdm95hMlNfBbGLAkkuFfMhEqtEic2_6pV3WN4KjmS9Ni_8yVbXFJwizvbcMqQuGq9x-cMF-wJUnLwfpsh65Q16wNyIf9zlUZUDwJ-LiwrZJhx4CXXhfnN5y6n_N1d2HWOTMeZuJLjuOxUVeIgf-0_xVzmqM8gTcsh4ndI9ziHI2YPxYkk0bmBUbyqfssxb_TdcmHE18w1nsyx40wUR1LeVurg8Kah_yi2pGrmp9nGzBpBB5qQ3e3nfn0iBfR2grSXzYUNyaHW6Q7zvxkh9h932HvQ4tTX659g45gFidzQaP8iGJNA94Eggtj9h9gjbXw1HINaiWjLwXFT6svJmurFNIFk6nGZcBEHoxQBDfGBLX8Be0vaHvMh1q-Y-5oV03EA326hlHIUZZVxwry4-p5NT46nXQF6NCfpIwSvJ-Qcb--vUX9F_dy5MIO47wJpsMQ8xNs4elZkHWJg0YfRkhhu-tTI_s_CHLyKg-hAiXQ9hN3NoVGnIdAl7USckZIWwmVlro84UV7p8JwzMIZ2tOUJjvY_GcfN4Wdl8Ejzgu5wkv-qXwJLsv8GH1HQF7kJqeSA==
11	gAAAAABrBuf3z11dyLW50tQLJYbkuNUJiAJ37Z_LMC-_vMeqnaFgVz9U8A0xR90W5auOvFaaLZTfHcGHI9myk9HoUAsn8OeYsfilaw3JHSsQMJJUMDj_vYsFIVUe31h9FLcx2dh5QY0YIeV-tstKzA4X-58gedIqRASXHRQY72Kf_oqevaE-bDoGOS7SJeP0YnMEgJrxWWU8dsA7lg5pZ5gaCEI_MoqFk93kRakUGRQpiOFeGsX0EiLAJ-oEegtMNIoK5o8fncLPDt4B-GKZcFT__TmB5x25hdb_ys9cuB93we38HXQ5ZLzYI8_3wkYjT89xsRwSRO_OEFmghOivU_GX7zM22hyhChwqupqV4ZQN7b82uy5idLsQnRlANi2FjL-xnK03OYx_KK3Aj2v3do6-GhXFOuGNJiruO9UNp5OKhFH8fU99cnQqk1dIj1ShuJvSSmAnEgEUb9LHKgy3Q8brz3_XBanmN--Th98G0OuJJi5UcDO9By5gmFgZ45n73GRheAWzvTotSAF7JKIR4e4ShWDacI4nU9_3ADQlI6j1zL-hQO_0eU6knI3r5EH4BkSRtv575n1X60Z-d34IrTCNImmRfzxtOVMONAeXyH2rccIG8B7GlLwRpfI8OJXXlL8n0PycGbTxL2qb8neKeM8oHi-sc9FRDTL9xq8dE2cLkKOymiqL82Z9KQoAU5m1tYSsuPbStWCD_Gs7atr50CvlmfuOYWReEuXS3g8otiyLwjeEEdt_mxg409e41mF_2XBUWTBRwkz0f4T-cikE_tJ_WgfDi9u6yLQv52aJ0TE8Nb0MKUTOSLDAPdgvikSisXoq37syTr-1
12	gAAAAABrBuf3yDlP_j2drEWeb52wvnVFwhhrMZoqFmtOZCl7iIaX4QxQMzLegwcqg8Oik7IaDnp2GLkOnSBuUn8LUUZqxAoR_SJfLtga9taXqnyjYzFUaDXjRpSHpB0H5NjWeoDY4oxa0pNdZbCVLZvPONUjBRfHP_GcRxurK72jU7nmRpVuL8rS6z8I8lPULHcTMGuglB8uYOg8ygW2kkQ6ZEw-OgKOIc5sGC8K1z89nH3u5r1cUv7Iez7yPgXG3MyXxOCBUZwXD01PTmldLVjheTWozgklCOQeLdSJj7fksVNHrqH7TrQ5E9oCIX6DrUlAKQo1SopxsnqHPe48DuL3glV1GV0JliW1hLauNWMj9li_nSvoH35DqPEb-ZJnw8OwMEHke9IuErKFMUnDcvdl-07act4_6mc6XZrbFwjwoMj8ehl_eFxL-tqesrYII3FPwFr70qgFJOnWqgv8EMRBu0nrdy9SFg54AgBILx06-DCWLsFnZFke7_GZb1b5uUvzZBP7jnmkVKvYSeG4ByGdMyOJ36iYlabTxDhIfzR42VsMFSxjMQZkwL3A2Fuvkkg8Jw8g5JD3-KiKx65L9haT9N9rhxm8cKWf-9POvBfNWTh_UeYa9RKLeSeT4JQMLG_KGi7laKr5QCqoLuneVw46oUF6O6P-wyUwfe-STINPFwe6CyydteqvTZsYz3n95a20_mNIhbwgUN6n8NkKbLB-k7c2rUlYexaChURucjvkW3DqhPUNSa3DWtojA_JlogttHukpdbo7lDOvsJVbeLXyI-1jLc2vXZdpAtIs1aipL1oQgByWIo9gGTemG3NWzUHrNLaDrwOipw9O-FoadsLYaohWiDPmRY-h3pgUjyY9QLZaXDYaZ0cuci8q0UOOeTVyEX3iC_DYHLd-bWLlwQi568SD3OZOijhDo5iD8_fxVbaxrC0pxyU=
13	gAAAAABrBuf3OEFQz8mpX1q4Wx2ciIQSYMhfth_ak7dAnXbhC0PfFs9hrc3DYkcUXdsLNLNOKfCTDvbdV05rjJbI8xdONGxpVfbEBZHoRVTYetVhkhq8A30n12o5iNv35M5f7i4SBuO6JdCSGDEh9KgVYrLxg1A1gnLL9SiLmIU9ui5wc4RUPzk-kzMrFvckAv5okM90kANZlHdy8Ts5elGRuqQ1kI8HVOU1DCzRz6y_uov1LqZjWh4GGoLwkHUo7dw6-k6HlEtJz2QBd7It1AxB3XqKF_56hoka80SMrdI8EHqv2IarZyb72y6vRwnQiF7h1lrT9OhKN4CBBE4lHWPTgkZJGtJKGOD8Iwv7vfqtedPjnh7NfNLg6--wYHsEt1LQMkR8XrPOP8cl4juEHEkvoj2o4qZNW8YMO26Xqcv0Oq2oCGg0KbAviU0fqmmJY3Gle1C2jWORZdgPGgP-QI_LMwhjNR-Al17S9jvde_vV1RbrX9S4BBA8AD-_xnkmpyTc0yOim-rjL5uWD1DL9H1jCFaa1oKS30iNRRIZEqkGRR8Crfkh4b367a7nBkPC6MNGpASjv_6cb3fb21OB4aKTWt31j9vaQeliM7ErpSgV4mh0vBdNx_GHY3o0gLuPAFWAs_529c3izByx0wRn3lI0MS8P9dmTt3yVO9AQT2-QkkBFpIF7noE=
\.


--
-- Data for Name: draft; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.draft (interview_id, began_from, typed, typed_at) FROM stdin;
1	abc	gAAAAABrBuf3cAAQoFq-SHEr1NoeJkpv3jwRpG0L5B8Bv1KxuVHYJMwxbtiSZTPRkP_JaXYUGWNokNUnPlyfvM9Av4pcPjSSZrehgpVfFbsqhpet4VGc8YOtJ_pBV_zUlIwmvd5fnYsNFX_SZHHKTTFJow7gfAe8PPuo4KJHY1xongtt7fInQ5g=	1.5
\.


--
-- Data for Name: exploration; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.exploration (id, member_id, "position", question, starts_on, ends_on, weekly_goal, choice) FROM stdin;
1	1	0	gAAAAABrBuf3GNqTSYPl9_HH1NreEMYIIcyOSvOR2O4bQueqsyMaMm_R_HNBzD76zmh_Po61uatlhTdA3IviO4L0Tbzcpi6VYXbIAMMcisotFuA4BwZULtzieJo3hUgJEGroHrAl2l_hNkmtmTfcdVsBcl1kJyHQgg==	2026-09-07	2026-12-04	2	gAAAAABrBuf3ZHeBghF-rxu4wewPmUgQIE9KA3z-JVJNZ7y_CzZRtHF1a9_-jgKELAkKULOqaRzFKXhg5BaVHoi_2dyNoAF7MjWHthh_6SB7LhbZpqKcozrNvnuBdtJi5J-z3Nw4vpqlbfw4OmCzsiqiDgT7nwurpS08TcNtLU9DM1Dg05t5mNrSOxNEeqvELP1SsOSlwJ7CCLZQYlyLY7qOwf2ImHPDjvWuMd2CA_TSuKCDskBvFFAlQxXdb-AiBb4z2VL9VFZgiFfzslUzKSoCdAytT5G3SiB4N2PagMsqw6--MSBn1djwKiyZOvVkIkQ5ffvK69AmLiDZ2npB1UaxPU_wGOUplPAgIjO-CXShya4S_O9y01I=
2	1	1	gAAAAABrBuf3QJIEUgLIbaluBWFSP4WD0r2q2f-Zlp8ash5LGFQPi196tpiBeWFShA9fwN0d5Xs4pdm86eT5BpAsbWY6A6VQ6L6e9CXGMNEtEUNWW1mPYNvchXbH9mR7XquS4FLepglFGZWGQGgq8blwVheyF3UfjA==	2026-09-07	2026-12-04	2	\N
\.


--
-- Data for Name: handled_request; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.handled_request (team, "user", key, at) FROM stdin;
T0RESONANCE	U0MAYA	event:Ev0	2026-11-25 10:30:15.123456+00
\.


--
-- Data for Name: interview; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.interview (id, exploration_id, "position", person_id, option_id, label, starts_at, ends_at, medium, status, expectation, certain) FROM stdin;
1	1	0	1	1	gAAAAABrBuf3dc5rskOa4Anh7u_VV0cKEcuCtZTAPcFyCn_oZRxOOn2p50bD9E92Bp67I4u25a8wus8sRDzsDClA9kEil_0DVg==	2026-11-16 09:30:15.123456+00	2026-11-16 10:30:15.123456+00	in_person	held	gAAAAABrBuf3Dfhvsv6X_rTigmtWi1TjhCAmrZNEtaLAFOAxM6wwFwuNQKxCpRKB_kfFG0JBOp0eNENd42rq_XyoqzHcKVVmtA==	t
2	1	1	\N	\N	gAAAAABrBuf35MfmlTF1bDqvYAJcsvnHxvkobDtTrornzRrYAotcYW72JVB0qi10QSEUki8YrSJhSornPrvZJCuFsxVL6yH3HQ==	2026-11-25 11:30:15.123456+00	2026-11-25 12:30:15.123456+00	\N	planned	\N	f
3	2	0	4	3	gAAAAABrBuf317ESAqZPjmZ6TfAzCUHVZOBE16ZURimBcUocFisg0gQmP_F9cAG-oGlsdT4hpUwi3Duo70rAzTH-tkJSbDiYgA==	2026-09-15 09:00:00+00	2026-09-15 09:45:00+00	in_person	held	gAAAAABrBuf3zj25JyJAJyKiL-1WYJFSzuwQlqKhSejOInIkKR54BdWqu1gcdY_mNpI-Ce-mc8ioed4g-ZASr4IBurY3Qp5nfA==	t
4	2	1	5	4	gAAAAABrBuf3qh2B627vkXBLfQmrmkleFKCyJrYzhsuxNN1cD4fex7tiF42rEM1ImVh1UDlJlTV56Z2_duQTSSO_NeELjTi46w==	2026-09-17 15:00:00+00	2026-09-17 15:30:00+00	video	held	gAAAAABrBuf3AxjTMyI8oSSPcMIi2WXJUoDR0EnINSzxvkjMODDWmMVybMlWl2_dUbf0RBWyY8xCJCoFfDYUQwxpz2LDJCLNfg==	t
5	2	2	6	3	gAAAAABrBuf3NVjQXMWEfUUXkR8jEsBBt02OOWfjw9iDehVyry-bIVJav7Ys19CBf6_RM3mcJ4KLTBtl-nJYy6dNJNoKJjDE-g==	2026-09-23 11:30:00+00	2026-09-23 12:15:00+00	in_person	held	gAAAAABrBuf3yKWPJFyjjzMl-G7WbZIVqXE4HKpJrsrWm-KXwmVo7i1FAua9v-4ONX2cVPEkFzSdcBC9IjWxSdf0q6pmS6PcvA==	t
6	2	3	7	4	gAAAAABrBuf3XEjNNWYTCMLJ30mamx19qUGWAx1lb8K-QAIvclEPQ5440WlCRwfzrfKO90oKaHpxiwpyTj08DmWQODFVbw1SQA==	2026-09-30 08:30:00+00	2026-09-30 09:15:00+00	in_person	held	gAAAAABrBuf3jxHTv14k_zel-u2uQijXMlG4mYtf2JqgnSCszbg71QSYYgbz6ueawEpIsfU6K5GeLcgUcL1QujlGJD6Pj21miw==	t
7	2	4	8	3	gAAAAABrBuf34rftpmGIfP-3cIqmMSjhIm-esm-7E9QlNUx1PoKy78OINl7dvt0u0u08cOGQsdur_laearLeVbtEPY-cqXczyw==	2026-10-06 16:00:00+00	2026-10-06 16:30:00+00	video	held	gAAAAABrBuf3inLFPHA6-BRhhBMvSosz5q5u7n-5W2gIJ7ZxD2UU5GhMvo6CyIt-It5lPwnN5qifqglhtE3v0oT6XOUwhgBlyQ==	t
8	2	5	9	4	gAAAAABrBuf3PSFifNh38rhoSb2QLCmxWt_RjgUV8c0VWCmK1rRReZJbNI9Dsp-2ojHt4Yv0ksHB5cWilK4v--x9IgfckRdKGQ==	2026-10-08 12:00:00+00	2026-10-08 12:30:00+00	video	held	gAAAAABrBuf3Tnar3_9sRUSmQLWHUB0q-m6RN7QwpPTwOkmHNF5aoVkZTan4ZfqtISBjhbBLxgntK94R4FMzwnCanmBZXsXXSA==	t
9	2	6	10	3	gAAAAABrBuf3L56Z95EmxjogzlKplbSjMJtsZ-TMfZTAElZ-wiALWODu5iWLDVSfcvkqjdhyF9JZ3Xyi02K6CWM-zPk-HOrWbg==	2026-10-15 10:00:00+00	2026-10-15 10:45:00+00	in_person	held	gAAAAABrBuf39Wvz8zEcLFkzLPGFLbAtvTYCL5nYo320eZj0DRU2vanreTsFaM_2D09zCWbEU0l2x1PIORdlGR6gygzLztgwDQ==	t
10	2	7	11	4	gAAAAABrBuf3gLFLRpq24PYHER5NMSD65m06pgs8BteTXI1hTW17v1NUDb8Q6yxjyh5zLKbL78LKsIZFtZN1_ho_Ge5CFJmWsg==	2026-10-21 14:30:00+00	2026-10-21 15:00:00+00	phone	held	gAAAAABrBuf37yInFf8qJ74X-0TuHOlZSOJzHJi0m2D0m2NxlEtxN9nnvWeDWTsnweZUNrSH_D2mc4PrvF246uhWmL8UaLnL2A==	t
11	2	8	12	3	gAAAAABrBuf3KjJoYgPdEhPE86hLRIYAAEwIpAsysNQwxZSWzBli1DxprQsWEVQWl7Uj2E0zg-jRf9oPg-OkbnuP2jreA7vEOA==	2026-11-03 10:30:00+00	2026-11-03 11:15:00+00	in_person	held	gAAAAABrBuf3K9lIXl1_PDl31DgaUeBQNKcY6hF_2ryB5fOsgehnE0cTBQO2OzblSmRt7ize_P6nJZUQj64oIV_OE-QhpI5jvw==	t
12	2	9	13	4	gAAAAABrBuf3QOXPvVNIbVEwma-z_kK7zE9WZcCVLUi3pbgQj35jZMjDKJwRGfMDxrcr_U0sDS90z3hpRZvN-NTBKf4WkVwwtA==	2026-11-10 14:00:00+00	2026-11-10 14:30:00+00	video	held	gAAAAABrBuf3bbvB1Auib8xgg1vRmuj5FSCnmJUjmiv5wC7WBmo7hlqoRVn9sxHJ83MeEhoCWk1D3kgoC3vdj9DLzXriIXw8fQ==	t
13	2	10	\N	\N	gAAAAABrBuf3TbSWg2yHI3ycUdHJVjnGMAlqO7j8Dy5HrI2HWZmdfoofXNGsbHN9PYdq7KmTaiiTkb959IozKER-NieI83LsCA==	2026-11-12 18:00:00+00	2026-11-12 18:30:00+00	in_person	held	\N	t
14	2	11	15	4	gAAAAABrBuf3-PgFmWcMTIYzlhUiMNPGnmW-RA1O7JhdbZK0zxdByzQFw2r_uiQNFi3J6reKt_-CRdRbEDAbWRkr_WB5lKEq2A==	2026-11-17 12:00:00+00	2026-11-17 12:30:00+00	video	missed	gAAAAABrBuf3j9hGCYZY6aZb9RTNp4Vj5qw5DEDqywWRSutcqx1FA4X9_DBq5mXVPsbds6QcTiYB5AsmppNLuMEi8aedAT05QA==	t
\.


--
-- Data for Name: meeting; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.meeting (id, calendar_id, interview_id, uid, recurrence_id, title, because, missed) FROM stdin;
1	1	2	gAAAAABrBuf3r1Dh-4_iD1rPrFA7gWBpRmKn1wYvVK46KLlAiZR8f7RnsuH6g8i0U7Y9fEZZ2QkMIyeBvgZOYnPuWftAVqHX9Q==	2026-11-25 11:30:15.123456+00	gAAAAABrBuf3AOXRuE2zsVITxOVlWzMTpIY-guerlhRXkof2q2SZ1VYbC8wUe48oFG9tLZ0aEns7hb1Yt8XAUP6V9GcB2uh4mA==	gAAAAABrBuf3_kH-zgSULYu4fVbWv5_rzpdOuwT-m3Owv2XFPc_O9hVnrtPlaQQ43m4TiFHfcXZx1_axWniYfAKfbkqgsB0AQpsdl-Xz1Q7fnpr5n_Xsm8M=	1
\.


--
-- Data for Name: member; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.member (id, workspace_id, "user", time_zone, slack_zone, channel, paused_until, rhythm) FROM stdin;
1	1	U0MAYA	Europe/London	Europe/Lisbon	D0MAYA	2026-12-01	{"start": {"weekday": 6, "at": "18:30:00", "on": true}, "middle": {"weekday": 2, "at": "12:00:00", "on": false}, "end": {"weekday": 4, "at": "15:00:00", "on": true}, "quiet_from": "22:00:00", "quiet_until": "08:00:00", "daily_cap": 2}
\.


--
-- Data for Name: nudge; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.nudge (id, key, kind, member_id, exploration_id, interview_id, calendar_id, due_at, next_at, expires_at, state, attempt, unsure, error, channel, ts) FROM stdin;
1	poll:1	poll	1	\N	\N	1	2026-11-25 10:30:15.123456+00	2026-11-25 10:30:15.123456+00	\N	planned	0	f	\N	\N	\N
2	weekly:1:2026-W48:start	week_start	1	1	\N	\N	2026-11-25 10:30:15.123456+00	\N	\N	sent	1	f	\N	D0MAYA	1764066615.000100
3	checkin:1:1	check_in	1	\N	1	\N	2026-11-25 10:30:15.123456+00	\N	\N	failed	1	f	\N	D0MAYA	1764066615.000100
4	question:2	question	1	\N	2	\N	2026-11-25 11:30:15.123456+00	2026-11-25 11:30:15.123456+00	\N	planned	1	f	\N	D0MAYA	1764066615.000100
\.


--
-- Data for Name: option; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.option (id, exploration_id, "position", name, target) FROM stdin;
1	1	0	gAAAAABrBuf3KWxlBHbf8WZT1vPol3D1pr5hmGtEI3A60aLnzPllW_fCkb6AHotzVu4h-6Vvxag5Uqk0uaw2C6cf59lZLzLgiQ==	5
2	1	1	gAAAAABrBuf3_-MFcR35wbIYze2c2yIkGH5gfDLMw_ivGXEzQ7o8OYpj25wI6-d7YYQVkL-kztK8feM4QPFC93vEIcX-uZ-ScJxIe9kMpiMSKkdIsUWpMdw=	3
3	2	0	gAAAAABrBuf36hIQG7w_V1oGxhwVQkjRSxeE3R98i_zW_rX_ns9G_6HjkvXEeeZd-XogdTUXfnEffHMWlXYE-y5zVdktvdbZAg==	5
4	2	1	gAAAAABrBuf3rmWcULK4gfBXqTvxdoUgzU_-LNTXYaxiWz96QbsZXvogVLyzQolfniLIp3-xadmfNerBFY5uYxy_TuWi5HwED5nPJE_YoZTbDI2ZYV174e8=	5
\.


--
-- Data for Name: person; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.person (id, exploration_id, "position", option_id, name, role, organisation, stage, referred_by, email, link, notes) FROM stdin;
1	1	0	1	gAAAAABrBuf3n-IrXCNmuGvxLTVeEiV_VxaqJTDnN5cUJ5HPU7VUN5feBf225pzj6LqnF3I9OqYGyZaHJXLlyYpqAY4sJieHDg==	gAAAAABrBuf3hEiQJxacu676xAx0uKht4TBG9mawuXlYiwFzNVvuzK-n3hAd11EX0RX8cK-EMNN28ybtsLKMgWKspvA3hdWD9g==	gAAAAABrBuf3aH0ckfGDVuQJ_bkQZjHI1ee3R9E8NSNZk2oBqRrB_PUy9iNvwN5LIRiPjdn9Z0HMY_a90mYi942lfdv6X-yYRA==	met	\N	gAAAAABrBuf3wCkaSkHcs1Ms8VXt4YXerB8MIrA9VbRD_j_-jzQ1vntfHO4tSoHWjG2Rzaul1hd-6PtCevRZT5PYRhfRx5iuLb8ysYlwty0GD2UzErQJp1M=	gAAAAABrBuf3p_FlSqmpagKTl3NcTv9kr_Mtd2SMuGvZsGO8L-RqsI3ky6FeoZZDAQwZZAKRpvRCfworSS-WMyCkDmQ9z2vd3PYqetZ0FJrFaz3JmdxOqsM=	gAAAAABrBuf3vLzvsA6D2yQ90v6j8pBMm8OE0-aXEDjOxACE6T_i3_VBBAkuq2_1z7J7-MGfKwQaK86XPIm_koPbbc-SIuZWlkCcZbyktveRYkrAoyYOn-c=
2	1	1	2	gAAAAABrBuf39qOqi3SQG_3OMoZs-zgtckaFJlfnocjeJAMgm7hJUaPeK6Pl7Y5bDnYx32u9c9yGUe8VDAK7xwPv_pgZtmdB0g==	\N	\N	idea	gAAAAABrBuf3z2zue6cVfJIIUeov9ec_mJVG95SdTjvd9mukVNV2rTV0VwuLbOs_k1sLWM2tUkhyhcNTdeWlmm48RczSSYWprw==	\N	\N	\N
3	1	2	\N	gAAAAABrBuf36vnEaGw_w5lbh9ZOT4HgGtcg1UXiXs58X8kyYl02JAc9lTeWR6kx4_nCBzIA2VMk7TGeAbsXyxtJivBkMvw68A==	\N	\N	idea	\N	\N	\N	\N
4	2	0	3	gAAAAABrBuf3qXXIhR0OxNvz1G8_h9gTx1xbiEAxnsKGe198g1WlRlDXp26naKPqapJBz1KYGEsLU4X5Ccn6OoeLyfnZg18fFw==	gAAAAABrBuf3UscZdvHZW3-0dtiEpqxZjxPSJSu8OGcnWqecD8BsBRrcnvpSkRIY01WTDBmbYJMhM02PeqjZ7xJSZJZSkqzUDg==	gAAAAABrBuf3s8H8QxOq58o5h23DnRyyLsJPcc3QY3zuuZWrp4f6SYMj5BcZPfdH6A170AXcH4xR-rEOnvG6ujxGsSJIDcnE-g==	thanked	\N	\N	\N	\N
5	2	1	4	gAAAAABrBuf33bU2xa5dNC6-p9rCXbgTvsslbOHhRLepwWP05KbEnhvDWodk8iSoPvcsLKjKXEBWluI-JaoOYMHdDdT0P-QBYg==	gAAAAABrBuf3JGw1nWViknajeseJYrPbjBhG5lnWQjR-MQXC_NhDO4l_oXwPXlncMDXd3eP4AOHCpw3yPGJb8WgkwU1Ep5ucyMYg1kCuRiYD_HkulZfcITw=	gAAAAABrBuf3GVitddygzWZOlvKUmVWK_9AO4_Gj_qe62his7ycANUqm3VkLSHz9zvYdxHoV1s4ppr5okWrK3h8CqR9KCUH3rg==	thanked	gAAAAABrBuf31mc8SLi1UXzM3iRXNfrYK5dzs-UUSc-cPrkjm6xm2rLw5mUqVxZm6u3XVd7WRXKyFJA86dPonzh1zo_qlNRXBw==	\N	\N	\N
6	2	2	3	gAAAAABrBuf3ZvciCiLByDJWMJONbCkRdcMbgoOT1QEAxG2v_3oeFL1O20Z3J8dOS159ZbSK2yvBg1fJIqio4IMfxmjs9TJSHQ==	gAAAAABrBuf3d4FGyaMJFUBeHyOVAdIWSLmFZBHjHPkOA2B7Zz3DsnsRHBiLD0k-kCaaQ8Pkp8RYwLvjk435rJgNCpo50qP-yQ==	gAAAAABrBuf3XqxkYQ-TzFiW3MXO9UVe_znUfnfgqz_Mh4gDeb7vWVxAhw2Tkg7sRbr6O2r_UUcWwxZWfUGitutDlqNk2e-P_0nBt_5f5Dc7lR6M1TOu0qQ=	thanked	\N	\N	\N	\N
7	2	3	4	gAAAAABrBuf30s24531YEsxa50G2Ky8MGtuER6avstn-6Z6yCgWLz3MfKPuvm7ipWBdKcDoSDepTEmmKN8NqqdCWv95yDb4aFA==	gAAAAABrBuf3v4P17-a6MX804HtpV6bgDvNOORUvgAiXtPN9jluZPbBXI-gp20OeeXb49qBa7-NAv5eMDcv_uHMZ3iK_horTarf4mkJBGe6xxy6ztCYqa58=	gAAAAABrBuf3N76TngCQ5S5-L2srYzCLqWtds3ak6FrIV-uqXmuQacRWeP4AxSh87hOF7g3HOtEmG38z6LsfR0iiEl-7mfa9qw==	thanked	\N	\N	\N	\N
8	2	4	3	gAAAAABrBuf3F4O-vunU9CiPebxtkf-Jn4E9fDKCfv1Kb9pFVQ5U2tknFndl8ZlGWX8xEmzXFK8qTcERA_JqZPYTHfAECm81jw==	gAAAAABrBuf3pMNa6TjhC5T_VuMGwWF0pM122LLlUuauwzchHD8yDZq45exP-liCWcnsoG-VZMrfO8Yx-LjubG24EaXGvyjX01A1Md7QixdaNgCsOO4FFRc=	gAAAAABrBuf3QncGrwaw2DvDR0DYv0-JDZNy1OJBsWX2YI-ZMWjN5FfFSSKc5FCY19k2M2Wpop3WskhfI-ld_JoE-_XG9oDLjw==	thanked	\N	\N	\N	\N
9	2	5	4	gAAAAABrBuf3DGfXsyHxXzZ_t4rgHoIK27ob-uZKt4z5li0pGKXl0yGy00joPUhvd3KnyhsCKjUFteIRRHegLdFJVwNGcMPikQ==	gAAAAABrBuf3EIPBag69vl3H605Vt6SwSkevMGiaWKXEzBooWFOu0ZpDJtMuPzErUA2hzlQgqQ9IXvrflZy7myPwIyxV4YfGU3lLjShbEypzA_3QGzbGhNY=	gAAAAABrBuf3rYivzF2CTnqlNhX81_HB91DjfXRQvEaKKkx6TuU5Z3D7izmn-AUCyHlyjNg6RPGTeM6-FkbPR_W25q4G8AZLdg==	thanked	\N	\N	\N	\N
10	2	6	3	gAAAAABrBuf362rGI9H07DV22OLJ0SqAqyYzQ-oKKdYuBN-JhkIT7EYb-Lcti-bAgjmZ504wNBRFj-VzDC58xD1ETzrh3ZJm9g==	gAAAAABrBuf3YBIXG8ynbmzJFAH_kKFULUuUE1586sMTuHeHOa76ox9K0pk1ZfzqHbynr8E4MSHp8oUJ44B3lrcvhDOq-Dbs1fDioNl5bJ1JfOzjoYW-Ufj7T_VRNsen1wjbh7dCwWj2	\N	thanked	gAAAAABrBuf3umu5RwX4BohS5sprPeUXl59LZFh5lx4pEbjYQPnLdbBCFzu51lIvwI_kIyiFBwFjpaqQJ8U-kuq76vqiEZBggg==	\N	\N	gAAAAABrBuf3Sw2rqgUF7cHKeZeHxdKMcUvnvssEugga5YyCe1ez6ypZS0j-7rCGXiovzRLAuUOX4Vr7ARxn6cvf5s1h3sEMdGIKiJS4jhyBOUHMqlX5qBP3r-byjK2Sk0XASWGNR0H9
11	2	7	4	gAAAAABrBuf3YH05_gB4Ben2tUVAjKvjCBBuUgCRCufMOS2nJE03GgH5TXD0ktfTNCB_fWafgm2apIHtjgYb-SbD0ZuKnhMNlA==	gAAAAABrBuf36FE1JRB8Q2kI8vbcdZ55nu9KuCsa5Qj5BTbZ8vNGfxujHY32SdZS92Mm0Wq2p0cLeNLuza2r_7YsqIdTq-LO6w==	gAAAAABrBuf3Nhwm37dU6ETxBZtrkZYe4mNJ2N7wraY63H4bX87mR5wzl0T9hMukqaF9qWEkoB6qk3vR_TCsS2WJCLSKceHUXg==	thanked	gAAAAABrBuf36s3g4FgN1-NY4GxbldNqPsypXZEbGo18EBQVwWy9AsYjN3cYBPbfjcSUBigLx08K1SyECI4M27dT2kPT9moWrQ==	\N	\N	\N
12	2	8	3	gAAAAABrBuf3SiIznFpwEmdT9JRJFk0WnYpaTwQlZ8sq8j5Rb6-lwqVrnfaD_p4CdOCKLFsf43T6992sPUoJ8Euu8IJyyZRJVg==	gAAAAABrBuf3H2pqqrynS5xyekQ4INvKC41v92qIxCHcwXRsUWlwyG0B3RKVfzjDGyVkdsCL-8TYGJ2tH3HttOSa00_1x38J7g==	gAAAAABrBuf3TRW78lhIJ569deTQQpinuz91nxedeGxcZmG9Atbp8w73V96ue-8BG7czS8z7qKB_oFVs7OQKWhXM1hy5uwxzSA==	met	\N	\N	\N	\N
13	2	9	4	gAAAAABrBuf3UTw3ukxPp3q1pN-ImZMpV4wlMZDYwPwlqUJX5ei6pFWU5gAO-Lyvl-hnQ94jssy7s7ml1gsIT9jmu0NW3G6w4w==	gAAAAABrBuf3ULpBE0c2qSRxMAoK4UyXDLfOPGK7hK3PlCNi0Z_UHl7Pizz1Lve7byFt4cmMhc2eM3sDXzJ_HWmgUwDH7UPY0HzulbMdDuAc-VIgV0uI99o=	\N	met	\N	\N	\N	\N
14	2	10	3	gAAAAABrBuf3YLPk5H-NcTmZqoNtIIgiWQrKk6HouHc_AmAjvkUfp7dd9BZ8fTn575Jhtc6fLeBVF-QnDeSAUeS0baLzhcjOSw==	gAAAAABrBuf3JLD9JnfLNKo36QtlbwxZf9-vapSNSrP6SRKjJshz_83j2d7JBzNr_NEJtRjFHWTzYLFKi-g_dDNVOTTzqqyaaw==	gAAAAABrBuf3THAHdqt6aSG_hlkj2hUy6B0AwWxB0Jr6fHuHK2pc9XIQ9GibE1kHcYSUvG8pwFGw7l2_IFMQo8xjzFq71sb-Uw==	idea	gAAAAABrBuf3BO0V3MOtPIiO9gGUwGHxw0pHQmWMsh1j3P3uK1zobTCA6cq4BUcOJ4-_mnzGW4gGUJIo7cRAEU4dt224g3GGPg==	\N	\N	\N
15	2	11	4	gAAAAABrBuf3lHE-nHUP1GMR1fXVbfww0EAob72gB1DCpTTG8-kLbGDeRdnrgMu6CRfYMiJ62WzVoCqr0B10cYJipmlF4SPvXQ==	gAAAAABrBuf3yG3KY3MJXXC-N4-VvTdKZB786wl7O9ofKlFit2SHmq0OV5j7WCkFeGx3aXccZ3ryJ-PJMlx4iIlJtdtgy2e5Lw==	gAAAAABrBuf3uCt-Vf0fTIJSqWXWy3SVd9W3cIYW3gi9N-Z5ia_bz9S5zdv-r4Vhmlnd-mT09jhf9D6KV07XTpxLi-5l0vZ77Q==	booked	\N	\N	\N	\N
\.


--
-- Data for Name: sign_in; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.sign_in (id, member_id, state, kind, verifier, began_at) FROM stdin;
1	1	043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89	google	gAAAAABrBuf3OdD468zP60LnZxxMX36YS7mS5MX1niyX2JWZI9fOTv7Oxp5QR7wnFziu4WpR6W52zAiM65e_iAw009eblYkQmA==	2026-11-25 10:30:15.123456+00
\.


--
-- Data for Name: stage_change; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stage_change (id, person_id, "position", stage, at) FROM stdin;
1	1	0	asked	2026-11-05 10:30:15.123456+00
2	1	1	met	2026-11-16 10:30:15.123456+00
3	4	0	asked	2026-09-07 08:30:00+00
4	4	1	met	2026-09-15 09:45:00+00
5	4	2	thanked	2026-09-16 05:45:00+00
6	5	0	asked	2026-09-09 08:30:00+00
7	5	1	met	2026-09-17 15:30:00+00
8	5	2	thanked	2026-09-18 11:30:00+00
9	6	0	asked	2026-09-15 08:30:00+00
10	6	1	met	2026-09-23 12:15:00+00
11	6	2	thanked	2026-09-24 08:15:00+00
12	7	0	asked	2026-09-22 08:30:00+00
13	7	1	met	2026-09-30 09:15:00+00
14	7	2	thanked	2026-10-01 05:15:00+00
15	8	0	asked	2026-09-28 08:30:00+00
16	8	1	met	2026-10-06 16:30:00+00
17	8	2	thanked	2026-10-07 12:30:00+00
18	9	0	asked	2026-09-30 08:30:00+00
19	9	1	met	2026-10-08 12:30:00+00
20	9	2	thanked	2026-10-09 08:30:00+00
21	10	0	asked	2026-10-07 08:30:00+00
22	10	1	met	2026-10-15 10:45:00+00
23	10	2	thanked	2026-10-16 06:45:00+00
24	11	0	asked	2026-10-13 08:30:00+00
25	11	1	met	2026-10-21 15:00:00+00
26	11	2	thanked	2026-10-22 11:00:00+00
27	12	0	asked	2026-10-26 09:30:00+00
28	12	1	met	2026-11-03 11:15:00+00
29	13	0	asked	2026-11-02 09:30:00+00
30	13	1	met	2026-11-10 14:30:00+00
31	15	0	asked	2026-11-02 09:30:00+00
32	15	1	booked	2026-11-04 08:15:00+00
\.


--
-- Data for Name: workspace; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.workspace (id, team) FROM stdin;
1	T0RESONANCE
\.


--
-- Name: account_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_id_seq', 1, true);


--
-- Name: calendar_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.calendar_id_seq', 1, true);


--
-- Name: exploration_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.exploration_id_seq', 2, true);


--
-- Name: interview_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.interview_id_seq', 14, true);


--
-- Name: meeting_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.meeting_id_seq', 1, true);


--
-- Name: member_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.member_id_seq', 1, true);


--
-- Name: nudge_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nudge_id_seq', 4, true);


--
-- Name: option_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.option_id_seq', 4, true);


--
-- Name: person_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.person_id_seq', 15, true);


--
-- Name: sign_in_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sign_in_id_seq', 1, true);


--
-- Name: stage_change_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.stage_change_id_seq', 32, true);


--
-- Name: workspace_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.workspace_id_seq', 1, true);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: account pk_account; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT pk_account PRIMARY KEY (id);


--
-- Name: calendar pk_calendar; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT pk_calendar PRIMARY KEY (id);


--
-- Name: canary pk_canary; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.canary
    ADD CONSTRAINT pk_canary PRIMARY KEY (id);


--
-- Name: check_in pk_check_in; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.check_in
    ADD CONSTRAINT pk_check_in PRIMARY KEY (interview_id);


--
-- Name: draft pk_draft; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT pk_draft PRIMARY KEY (interview_id);


--
-- Name: exploration pk_exploration; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exploration
    ADD CONSTRAINT pk_exploration PRIMARY KEY (id);


--
-- Name: handled_request pk_handled_request; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.handled_request
    ADD CONSTRAINT pk_handled_request PRIMARY KEY (team, "user", key);


--
-- Name: interview pk_interview; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interview
    ADD CONSTRAINT pk_interview PRIMARY KEY (id);


--
-- Name: meeting pk_meeting; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT pk_meeting PRIMARY KEY (id);


--
-- Name: member pk_member; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.member
    ADD CONSTRAINT pk_member PRIMARY KEY (id);


--
-- Name: nudge pk_nudge; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nudge
    ADD CONSTRAINT pk_nudge PRIMARY KEY (id);


--
-- Name: option pk_option; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.option
    ADD CONSTRAINT pk_option PRIMARY KEY (id);


--
-- Name: person pk_person; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);


--
-- Name: sign_in pk_sign_in; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT pk_sign_in PRIMARY KEY (id);


--
-- Name: stage_change pk_stage_change; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT pk_stage_change PRIMARY KEY (id);


--
-- Name: workspace pk_workspace; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.workspace
    ADD CONSTRAINT pk_workspace PRIMARY KEY (id);


--
-- Name: meeting uq_meeting_interview_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT uq_meeting_interview_id UNIQUE (interview_id);


--
-- Name: member uq_member_workspace_id_user; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.member
    ADD CONSTRAINT uq_member_workspace_id_user UNIQUE (workspace_id, "user");


--
-- Name: nudge uq_nudge_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nudge
    ADD CONSTRAINT uq_nudge_key UNIQUE (key);


--
-- Name: sign_in uq_sign_in_state; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT uq_sign_in_state UNIQUE (state);


--
-- Name: workspace uq_workspace_team; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.workspace
    ADD CONSTRAINT uq_workspace_team UNIQUE (team);


--
-- Name: ix_account_member_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_account_member_id ON public.account USING btree (member_id);


--
-- Name: ix_calendar_account_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_calendar_account_id ON public.calendar USING btree (account_id);


--
-- Name: ix_calendar_member_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_calendar_member_id ON public.calendar USING btree (member_id);


--
-- Name: ix_exploration_member_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_exploration_member_id ON public.exploration USING btree (member_id);


--
-- Name: ix_handled_request_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_handled_request_at ON public.handled_request USING btree (at);


--
-- Name: ix_interview_exploration_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_interview_exploration_id ON public.interview USING btree (exploration_id);


--
-- Name: ix_interview_option_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_interview_option_id ON public.interview USING btree (option_id);


--
-- Name: ix_interview_person_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_interview_person_id ON public.interview USING btree (person_id);


--
-- Name: ix_meeting_calendar_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_meeting_calendar_id ON public.meeting USING btree (calendar_id);


--
-- Name: ix_member_workspace_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_member_workspace_id ON public.member USING btree (workspace_id);


--
-- Name: ix_nudge_calendar_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_nudge_calendar_id ON public.nudge USING btree (calendar_id);


--
-- Name: ix_nudge_exploration_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_nudge_exploration_id ON public.nudge USING btree (exploration_id);


--
-- Name: ix_nudge_interview_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_nudge_interview_id ON public.nudge USING btree (interview_id);


--
-- Name: ix_nudge_member_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_nudge_member_id ON public.nudge USING btree (member_id);


--
-- Name: ix_nudge_messages_next_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_nudge_messages_next_at ON public.nudge USING btree (next_at) WHERE ((next_at IS NOT NULL) AND ((kind)::text <> 'poll'::text));


--
-- Name: ix_nudge_polls_next_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_nudge_polls_next_at ON public.nudge USING btree (next_at) WHERE ((next_at IS NOT NULL) AND ((kind)::text = 'poll'::text));


--
-- Name: ix_option_exploration_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_option_exploration_id ON public.option USING btree (exploration_id);


--
-- Name: ix_person_exploration_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_person_exploration_id ON public.person USING btree (exploration_id);


--
-- Name: ix_person_option_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_person_option_id ON public.person USING btree (option_id);


--
-- Name: ix_sign_in_member_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_sign_in_member_id ON public.sign_in USING btree (member_id);


--
-- Name: ix_stage_change_person_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_stage_change_person_id ON public.stage_change USING btree (person_id);


--
-- Name: account fk_account_member_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT fk_account_member_id FOREIGN KEY (member_id) REFERENCES public.member(id) ON DELETE CASCADE;


--
-- Name: calendar fk_calendar_member_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT fk_calendar_member_id FOREIGN KEY (member_id) REFERENCES public.member(id) ON DELETE CASCADE;


--
-- Name: check_in fk_check_in_interview_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.check_in
    ADD CONSTRAINT fk_check_in_interview_id FOREIGN KEY (interview_id) REFERENCES public.interview(id) ON DELETE CASCADE;


--
-- Name: draft fk_draft_interview_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT fk_draft_interview_id FOREIGN KEY (interview_id) REFERENCES public.interview(id) ON DELETE CASCADE;


--
-- Name: exploration fk_exploration_member_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exploration
    ADD CONSTRAINT fk_exploration_member_id FOREIGN KEY (member_id) REFERENCES public.member(id) ON DELETE CASCADE;


--
-- Name: interview fk_interview_exploration_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interview
    ADD CONSTRAINT fk_interview_exploration_id FOREIGN KEY (exploration_id) REFERENCES public.exploration(id) ON DELETE CASCADE;


--
-- Name: interview fk_interview_option_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interview
    ADD CONSTRAINT fk_interview_option_id FOREIGN KEY (option_id) REFERENCES public.option(id) ON DELETE SET NULL;


--
-- Name: interview fk_interview_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interview
    ADD CONSTRAINT fk_interview_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE SET NULL;


--
-- Name: meeting fk_meeting_calendar_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT fk_meeting_calendar_id FOREIGN KEY (calendar_id) REFERENCES public.calendar(id) ON DELETE CASCADE;


--
-- Name: meeting fk_meeting_interview_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT fk_meeting_interview_id FOREIGN KEY (interview_id) REFERENCES public.interview(id) ON DELETE CASCADE;


--
-- Name: member fk_member_workspace_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.member
    ADD CONSTRAINT fk_member_workspace_id FOREIGN KEY (workspace_id) REFERENCES public.workspace(id) ON DELETE CASCADE;


--
-- Name: nudge fk_nudge_calendar_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nudge
    ADD CONSTRAINT fk_nudge_calendar_id FOREIGN KEY (calendar_id) REFERENCES public.calendar(id) ON DELETE CASCADE;


--
-- Name: nudge fk_nudge_exploration_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nudge
    ADD CONSTRAINT fk_nudge_exploration_id FOREIGN KEY (exploration_id) REFERENCES public.exploration(id) ON DELETE CASCADE;


--
-- Name: nudge fk_nudge_interview_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nudge
    ADD CONSTRAINT fk_nudge_interview_id FOREIGN KEY (interview_id) REFERENCES public.interview(id) ON DELETE CASCADE;


--
-- Name: nudge fk_nudge_member_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nudge
    ADD CONSTRAINT fk_nudge_member_id FOREIGN KEY (member_id) REFERENCES public.member(id) ON DELETE CASCADE;


--
-- Name: option fk_option_exploration_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.option
    ADD CONSTRAINT fk_option_exploration_id FOREIGN KEY (exploration_id) REFERENCES public.exploration(id) ON DELETE CASCADE;


--
-- Name: person fk_person_exploration_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT fk_person_exploration_id FOREIGN KEY (exploration_id) REFERENCES public.exploration(id) ON DELETE CASCADE;


--
-- Name: person fk_person_option_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT fk_person_option_id FOREIGN KEY (option_id) REFERENCES public.option(id) ON DELETE SET NULL;


--
-- Name: sign_in fk_sign_in_member_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT fk_sign_in_member_id FOREIGN KEY (member_id) REFERENCES public.member(id) ON DELETE CASCADE;


--
-- Name: stage_change fk_stage_change_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT fk_stage_change_person_id FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

\unrestrict Gmdz37jFGwtN6WbqrPvRakC9ttO8ZCam0KSxb4PWENlj5tSQhkj0pYIV5OaqaaR

