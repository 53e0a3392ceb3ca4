/** The languages into which the sandbox translates English words, by their ISO 639-1 codes. */
export const targetLanguages = ['fr', 'de', 'es'] as const;

/** The ISO 639-1 code of a language into which the sandbox translates. */
export type TargetLanguage = (typeof targetLanguages)[number];

/** One line an English word: its French, German and Spanish counterparts. */
const lines = `
a un ein un
an un ein un
and et und y
are sont sind son
bad mauvais schlecht malo
beautiful beau schön hermoso
big grand groß grande
black noir schwarz negro
blue bleu blau azul
book livre Buch libro
bread pain Brot pan
but mais aber pero
car voiture Auto coche
cat chat Katze gato
child enfant Kind niño
city ville Stadt ciudad
cold froid kalt frío
country pays Land país
day jour Tag día
dog chien Hund perro
door porte Tür puerta
evening soir Abend noche
every chaque jeder cada
father père Vater padre
fire feu Feuer fuego
friend ami Freund amigo
garden jardin Garten jardín
good bon gut bueno
goodbye au_revoir auf_Wiedersehen adiós
great grand großartig gran
green vert grün verde
happy heureux glücklich feliz
has a hat tiene
have ai habe tengo
he il er él
hello bonjour hallo hola
her sa ihr su
his son sein su
hot chaud heiß caliente
house maison Haus casa
i je ich yo
in à in en
is est ist es
it il es ello
large grand groß grande
life vie Leben vida
like aime mag gusta
little petit klein pequeño
live vis lebe vivo
lives vit lebt vive
love aime liebe amo
man homme Mann hombre
moon lune Mond luna
morning matin Morgen mañana
mother mère Mutter madre
mountain montagne Berg montaña
my mon mein mi
name nom Name nombre
new nouveau neu nuevo
night nuit Nacht noche
no non nein no
not pas nicht no
of de von de
old vieux alt viejo
on sur auf en
one un eins uno
our notre unser nuestro
people gens Leute gente
please s'il_vous_plaît bitte por_favor
red rouge rot rojo
river rivière Fluss río
sea mer Meer mar
she elle sie ella
sky ciel Himmel cielo
small petit klein pequeño
star étoile Stern estrella
street rue Straße calle
sun soleil Sonne sol
table table Tisch mesa
thank merci danke gracias
thanks merci danke gracias
the le das el
there là da allí
they ils sie ellos
this ce dies este
time temps Zeit tiempo
today aujourd'hui heute hoy
tomorrow demain morgen mañana
train train Zug tren
tree arbre Baum árbol
two deux zwei dos
very très sehr muy
was était war era
water eau Wasser agua
we nous wir nosotros
weather temps Wetter tiempo
welcome bienvenue willkommen bienvenido
white blanc weiß blanco
window fenêtre Fenster ventana
with avec mit con
woman femme Frau mujer
work travaille arbeite trabajo
world monde Welt mundo
yes oui ja sí
you vous du tú
your votre dein tu
`;

/** The counterparts of each English word, in the order of `targetLanguages`. An underscore stands for a space. */
export const glossary: ReadonlyMap<string, readonly string[]> = new Map(
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [word = '', ...counterparts] = line.split(' ');
      return [word, counterparts.map((counterpart) => counterpart.replaceAll('_', ' '))];
    }),
);
