//! A stdio harness over candle on the CPU: its ops and its autograd.
//!
//!     cargo build --release --locked --manifest-path harnesses/rust/Cargo.toml

mod kernels;

use std::hint::black_box;
use std::io::{self, BufRead, Write};
use std::time::Instant;

use base64::{Engine, prelude::BASE64_STANDARD as base64};
use candle_core::{DType, Device, Result, Tensor};
use kernels::{DTYPES, Gradient, OPS, Op};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Request {
    seq: u64,
    #[serde(flatten)]
    command: Command,
}

#[derive(Deserialize)]
#[serde(tag = "cmd", rename_all = "lowercase")]
enum Command {
    Start,
    Run(Call),
    Time(Call),
    Stop,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Call {
    op: String,
    pass: String,
    dtype: String,
    x: String,
    dy: Option<String>,
    #[serde(default)]
    samples: usize,
    #[serde(default)]
    min_sample_ns: u64,
}

fn main() -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let request: Request = serde_json::from_str(&line?)?;
        let mut answer = match &request.command {
            Command::Start => start(),
            Command::Run(call) => respond(call, |compute| {
                let mut bytes = Vec::new();
                compute()?.write_bytes(&mut bytes)?;
                Ok(json!({ "y": base64.encode(bytes) }))
            }),
            Command::Time(call) => {
                respond(call, |compute| Ok(json!({ "ns": samples(compute, call.samples, call.min_sample_ns)? })))
            }
            Command::Stop => json!({}),
        };
        answer["seq"] = request.seq.into();
        writeln!(io::stdout(), "{answer}")?;
        if let Command::Stop = request.command {
            break;
        }
    }
    Ok(())
}

fn start() -> Value {
    let kernels: Vec<Value> = OPS
        .iter()
        .flat_map(|op| {
            DTYPES.iter().flat_map(|dtype| {
                [("forward", "native"), ("vjp", "autodiff")]
                    .map(|(pass, origin)| json!({ "op": op.name, "pass": pass, "dtype": dtype.0, "origin": origin }))
            })
        })
        .collect();
    json!({
        "identity": {
            "id": "candle",
            "name": "candle",
            "version": kernels::version(),
            "language": "Rust",
            "homepage": "https://github.com/huggingface/candle",
            "issues": "https://github.com/huggingface/candle/issues",
        },
        "kernels": kernels,
    })
}

/// What `result` makes of the computation that was asked for, or why there is none.
fn respond(call: &Call, result: impl FnOnce(&dyn Fn() -> Result<Tensor>) -> Result<Value>) -> Value {
    let Some(op) = OPS.iter().find(|op| op.name == call.op) else {
        return unsupported("no-op", &call.op);
    };
    let Some(&(_, dtype)) = DTYPES.iter().find(|(name, _)| *name == call.dtype) else {
        return unsupported("no-dtype", &call.dtype);
    };
    match bind(op, dtype, call).and_then(|compute| result(&*compute)) {
        Ok(value) => value,
        Err(error) => json!({ "error": { "message": error.to_string() } }),
    }
}

fn unsupported(reason: &str, what: &str) -> Value {
    json!({ "unsupported": { "reason": reason, "note": format!("The harness has no {what}.") } })
}

/// The computation, its inputs already tensors.
fn bind(op: &'static Op, dtype: DType, call: &Call) -> Result<Box<dyn Fn() -> Result<Tensor>>> {
    let tensor = |text: &str| {
        let bytes = base64.decode(text).map_err(candle_core::Error::wrap)?;
        let length = bytes.len() / dtype.size_in_bytes();
        Tensor::from_raw_buffer(&bytes, dtype, &[length], &Device::Cpu)
    };
    let x = tensor(&call.x)?;
    if call.pass == "forward" {
        return Ok(Box::new(move || (op.forward)(&x)));
    }
    let gradient = Gradient::new(op, &x, tensor(call.dy.as_deref().unwrap_or_default())?)?;
    Ok(Box::new(move || gradient.compute()))
}

/// Nanoseconds per computation of `count` samples, each of as many as take `least` nanoseconds.
fn samples(compute: &dyn Fn() -> Result<Tensor>, count: usize, least: u64) -> Result<Vec<f64>> {
    let clock = |runs: u32| -> Result<u64> {
        let begin = Instant::now();
        for _ in 0..runs {
            black_box(compute()?);
        }
        Ok(begin.elapsed().as_nanos() as u64)
    };
    let mut runs = 1;
    while clock(runs)? < least {
        runs *= 2;
    }
    // Runs may have become faster than those that were tried out.
    let sample = || -> Result<f64> {
        let (mut done, mut taken) = (0.0, 0);
        while taken < least {
            taken += clock(runs)?;
            done += f64::from(runs);
        }
        Ok(taken as f64 / done)
    };
    (0..count).map(|_| sample()).collect()
}
