//! What is judged: candle's ops, and its autograd of each.

use candle_core::{DType, Result, Tensor, Var};

/// candle's version as Cargo.lock pins it, for candle does not say it.
pub fn version() -> &'static str {
    let (_, rest) =
        include_str!("../Cargo.lock").split_once("name = \"candle-core\"\nversion = \"").unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

pub struct Op {
    pub name: &'static str,
    pub forward: fn(&Tensor) -> Result<Tensor>,
}

pub const OPS: [Op; 3] = [
    Op { name: "relu", forward: Tensor::relu },
    Op { name: "sigmoid", forward: candle_nn::ops::sigmoid },
    Op { name: "tanh", forward: Tensor::tanh },
];

pub const DTYPES: [(&str, DType); 4] =
    [("float32", DType::F32), ("float64", DType::F64), ("float16", DType::F16), ("bfloat16", DType::BF16)];

/// A gradient with respect to `x`, with `dy` coming from above.
pub struct Gradient {
    op: &'static Op,
    x: Var,
    dy: Tensor,
}

impl Gradient {
    pub fn new(op: &'static Op, x: &Tensor, dy: Tensor) -> Result<Self> {
        Ok(Self { op, x: Var::from_tensor(x)?, dy })
    }

    /// candle's backward begins with ones: the product y · dy, whose derivative by y is dy exactly, brings dy in.
    pub fn compute(&self) -> Result<Tensor> {
        let product = ((self.op.forward)(self.x.as_tensor())? * &self.dy)?;
        let gradients = product.backward()?;
        gradients.get(&self.x).cloned().ok_or_else(|| candle_core::Error::msg("x got no gradient"))
    }
}
