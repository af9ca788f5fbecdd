/** Frequent French surnames, the most frequent first. */
export const SURNAMES =
  `Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux David Bertrand
  Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefebvre Faure André Mercier Blanc Guérin
  Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier
  Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet
  Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine
  Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez
  Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer
  Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly
  Hervé Schneider Fernandez Collet Léger Bouvier Julien Prévost Millet Perrot Daniel Cousin Germain Breton Besson Langlois
  Rémy Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon Boulanger Jacob Monnier Michaud Rodriguez
  Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin Bouchet Gay Lemaître Bénard Maréchal Humbert
  Reynaud Antoine Hoarau Perret Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte`.split(
    /\s+/,
  );

export const GIVEN_NAMES =
  `Marie Jean Pierre Nathalie Michel Isabelle Philippe Sylvie Alain Catherine Nicolas Martine Christophe Christine Patrick
  Françoise Daniel Valérie Bernard Sandrine Stéphane Stéphanie Frédéric Véronique Laurent Sophie Julien Céline Sébastien
  Chantal David Patricia Éric Anne Thomas Brigitte Olivier Julie Pascal Monique Thierry Aurélie Alexandre Laurence Dominique
  Nicole Gérard Émilie Didier Annie Vincent Dominique Maxime Élodie Guillaume Laura Bruno Caroline Antoine Claire Kévin
  Virginie Romain Camille Clément Hélène Quentin Corinne Lucas Léa Hugo Manon Mathieu Sarah Benjamin Chloé Florian Zoé
  Jérôme Élise Franck Agnès Jérémy Anaïs Arnaud Mélanie Cédric Océane Loïc Inès Grégory Noémie Yann Gaëlle Fabrice Clémence
  Anthony Justine Gaël Margaux Rémi Ambre Noël Apolline Édouard Solène Théo Maëlle Léo Éloïse Gabriel Jade`.split(
    /\s+/,
  );

const HEADS = [
  'Bau',
  'Chal',
  'Dour',
  'Fay',
  'Gou',
  'Har',
  'Jou',
  'Ker',
  'Lam',
  'Mor',
  'Pel',
  'Quin',
  'Roc',
  'Sau',
  'Vil',
];
const MIDDLES = ['a', 'be', 'chi', 'dé', 'fo', 'gue', 'li', 'man', 'né', 'ou', 'ri', 'ssa', 'ti', 'vre'];
const TAILS = ['ard', 'aud', 'eau', 'el', 'et', 'ier', 'in', 'on', 'ot', 'ville', 'y', 'ère'];

/** Surnames that few people have: made of syllables, so that a large company has many different ones. */
export const rareSurnames = (): string[] =>
  HEADS.flatMap((head) => MIDDLES.flatMap((middle) => TAILS.map((tail) => head + middle + tail)));
