import { readMrz, type MrzReading } from '@mandataire/domain/identity-document';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { today } from '../../i18n/calendar-date.js';
import { cut, OF_CAMERA } from './band.js';
import { openBandReader } from './ocr.js';

/** STARTING: asking for the camera and loading the reader. DENIED, NONE, FAILED: no camera to be had, by which cause. */
export type CameraState = 'STARTING' | 'READING' | 'DENIED' | 'NONE' | 'FAILED';

const PAUSE_MS = 150;
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } },
};

const causeOf = (error: unknown): CameraState => {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'DENIED';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'NONE' : 'FAILED';
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads frame after frame until one is a whole zone or nobody looks any more. */
async function watch(video: HTMLVideoElement, stopped: () => boolean): Promise<MrzReading | undefined> {
  const reader = await openBandReader();
  try {
    for (let turn = 0; !stopped(); turn += 1) {
      const size = { width: video.videoWidth, height: video.videoHeight };
      const part = OF_CAMERA[turn % OF_CAMERA.length];
      if (size.width > 0 && part) {
        const decided = readMrz(await reader.read(cut(video, size, part)), today());
        if (decided.ok) return decided.next;
      }
      await pause(PAUSE_MS);
    }
    return undefined;
  } finally {
    await reader.close();
  }
}

interface Light {
  readonly on: boolean;
  readonly toggle: () => void;
}

interface Camera {
  readonly state: CameraState;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Where the device has a lamp beside its camera. */
  readonly light: Light | undefined;
}

/** `torch` is not yet among the browser's own types. */
type WithTorch = MediaTrackCapabilities & { readonly torch?: boolean };

/** The camera, from mounting to unmounting: its picture stays in this page. */
export function useCamera(onRead: (reading: MrzReading) => void): Camera {
  const [state, setState] = useState<CameraState>('STARTING');
  const [track, setTrack] = useState<MediaStreamTrack>();
  const [lit, setLit] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onRead);
  told.current = onRead;
  useEffect(() => {
    let stopped = false;
    let stream: MediaStream | undefined;
    const run = async () => {
      // Without a secure origin, or on a machine without any camera, there is nothing to ask.
      if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
      stream = await navigator.mediaDevices.getUserMedia(WANTED);
      if (stopped || !video.current) return;
      video.current.srcObject = stream;
      await video.current.play();
      const [first] = stream.getVideoTracks();
      if ((first?.getCapabilities?.() as WithTorch | undefined)?.torch) setTrack(first);
      setState('READING');
      const reading = await watch(video.current, () => stopped);
      if (reading) told.current(reading);
    };
    const stop = () => stream?.getTracks().forEach((each) => each.stop());
    run()
      .catch((error: unknown) => {
        if (!stopped) setState(causeOf(error));
      })
      .finally(() => (stopped ? stop() : undefined));
    return () => {
      stopped = true;
      stop();
    };
  }, []);
  const toggle = () => {
    const on = !lit;
    void track
      ?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
      .then(() => setLit(on));
  };
  return { state, video, light: track ? { on: lit, toggle } : undefined };
}
