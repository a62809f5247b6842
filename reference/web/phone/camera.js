// The camera: one picture after the other is read, never two at once, until a code is found, it is switched off, or the
// screen is left.
import { h } from '../shared/dom.js';
import { words } from '../shared/words.js';

const t = words({
  fr: { title: 'Avec la caméra', on: 'Allumer la caméra', off: 'Éteindre la caméra', looks: 'Présentez le QR code devant la caméra…', video: 'Image de la caméra',
    denied: 'L’accès à la caméra est refusé. Autorisez-la dans le navigateur, ou choisissez une image.', none: 'Aucune caméra n’est disponible ici. Choisissez une image, ou le QR code d’une page voisine.' },
  en: { title: 'With the camera', on: 'Switch the camera on', off: 'Switch the camera off', looks: 'Hold the QR code before the camera…', video: 'What the camera sees',
    denied: 'Access to the camera is denied. Allow it in the browser, or choose a picture.', none: 'No camera is available here. Choose a picture, or the QR code of a page next door.' },
});
const widest = 1280, pause = 250;

export function cameraPart(screen) {
  const video = h('video', { playsinline: true, muted: true, 'aria-label': t('video'), hidden: true });
  const state = h('p', { class: 'hint', role: 'status' });
  const button = h('button', { class: 'main large', id: 'camera' }, t('on'));
  const camera = { screen, video, state, button, stream: null };
  button.addEventListener('click', () => (camera.stream ? switchOff(camera) : switchOn(camera)));
  screen.signal.addEventListener('abort', () => switchOff(camera));
  return h('section', { class: 'card', 'aria-labelledby': 'camera-title' }, h('h2', { id: 'camera-title' }, t('title')), video, state, button);
}

async function switchOn(camera) {
  camera.screen.tell(null);
  camera.button.disabled = true;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: widest } }, audio: false });
    if (camera.screen.signal.aborted) return stop(stream);
    camera.stream = stream;
    camera.video.srcObject = stream;
    camera.video.hidden = false;
    await camera.video.play();
  } catch (trouble) {
    switchOff(camera);
    camera.screen.tell(t(trouble.name === 'NotAllowedError' ? 'denied' : 'none'));
    return;
  } finally {
    camera.button.disabled = false;
  }
  camera.button.textContent = t('off');
  camera.state.textContent = t('looks');
  watch(camera, camera.stream);
}

function switchOff(camera) {
  if (camera.stream) stop(camera.stream);
  camera.stream = null;
  camera.video.srcObject = null;
  camera.video.hidden = true;
  camera.button.textContent = t('on');
  camera.state.textContent = '';
}

const stop = (stream) => stream.getTracks().forEach((track) => track.stop());

// A code that is refused switches it off: holding it longer would say the same again and again.
async function watch(camera, stream) {
  while (camera.stream === stream) {
    const picture = await snapshot(camera.video);
    if (camera.stream !== stream) return;
    const found = picture ? await camera.screen.read(picture, true) : 'nothing';
    if (found !== 'nothing') return switchOff(camera);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function snapshot(video) {
  if (!video.videoWidth) return null;
  const scale = Math.min(1, widest / video.videoWidth);
  const canvas = h('canvas', { width: Math.round(video.videoWidth * scale), height: Math.round(video.videoHeight * scale) });
  canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
}
