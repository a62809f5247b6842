// Where everything is: the three pages, side by side, and the documents.
import { h } from '../shared/dom.js';
import { frame } from '../shared/frame.js';
import { words } from '../shared/words.js';

const t = words({
  fr: {
    home: 'Simulation d’encaissement', title: 'Jouez un encaissement, de bout en bout',
    intro: 'Ouvrez ces pages dans des fenêtres voisines : encaissez dans la première, payez dans la deuxième, faites passer le temps dans la troisième.',
    espace: 'Espace d’encaissement', espaceText: 'Le commerçant : demander un paiement, suivre ses opérations, valider ou annuler.',
    phone: 'Téléphone du client', phoneText: 'Le client : scanner un QR code, recevoir une demande, payer tout ou partie, refuser.',
    control: 'Salle de contrôle', controlText: 'Le testeur : l’heure, le courrier, les pannes, les appels, les scénarios.',
    token: 'Elle demande le jeton de contrôle que « parcours serve » affiche ; l’adresse affichée le contient déjà.',
    open: 'Ouvrir', window: 'nouvelle fenêtre', docs: 'Documentation des interfaces (API)',
  },
  en: {
    home: 'Collection sandbox', title: 'Play a collection from end to end',
    intro: 'Open these pages in windows side by side: collect in the first, pay in the second, move time in the third.',
    espace: 'Espace d’encaissement', espaceText: 'The merchant: ask for a payment, follow operations, validate or cancel.',
    phone: 'The customer’s phone', phoneText: 'The customer: scan a QR code, get a request, pay all or part of it, refuse.',
    control: 'Control room', controlText: 'The tester: time, mail, faults, calls, scenarios.',
    token: 'It asks for the control token that “parcours serve” prints; the address it prints has it already.',
    open: 'Open', window: 'new window', docs: 'Documentation of the interfaces (API)',
  },
});

function door(href, title, text, more = null) {
  return h('li', { class: 'card' }, h('h2', {}, title), h('p', {}, text), more ? h('p', { class: 'hint' }, more) : null,
    h('a', { class: 'button main', href, target: '_blank', rel: 'noopener' }, t('open'),
      h('span', { class: 'visually-hidden' }, ` ${title} (${t('window')})`), h('span', { 'aria-hidden': 'true' }, ' ↗')));
}

function draw(main) {
  main.append(h('h1', { tabindex: -1 }, t('title')), h('p', {}, t('intro')),
    h('ul', { class: 'doors' },
      door('/espace', t('espace'), t('espaceText')),
      door('/telephone', t('phone'), t('phoneText')),
      door('/controle', t('control'), t('controlText'), t('token'))),
    h('p', {}, h('a', { href: '/docs' }, t('docs'))));
}

frame({ home: () => t('home'), first: () => '/', screens: { '/': { title: () => t('title'), draw } } });
