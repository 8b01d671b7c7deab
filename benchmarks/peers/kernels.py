"""The peers' kernels, one thread each: a worker that io.tercet.benchmarks.peers.Kernels talks to.

Usage: kernels.py FOLDER INPUTS NAME...
FOLDER holds training.f32 and scored.f32, rows of INPUTS little-endian floats, and traffic.csv.
Prints a line of JSON for each name, {"name", "version"} or {"name", "missing"}; then runs the
kernel that a line of standard input names, as often as fills a tenth
of a second, and prints {"rows", "cpu", "wall"} in seconds.
"""

import os

# Before anything that starts threads is imported.
for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["KERAS_BACKEND"] = "jax"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

import importlib.metadata
import json
import pathlib
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")

TREES, SAMPLE = 100, 256
CLIP = 8.0
LEAST_SECONDS = 0.1


class Data:
    def __init__(self, folder, inputs):
        self.folder = pathlib.Path(folder)
        self.inputs = inputs
        self.training = self.read("training.f32")
        self.scored = self.read("scored.f32")

    def read(self, name):
        return np.fromfile(self.folder / name, dtype="<f4").reshape(-1, self.inputs)

    def standard(self, rows):
        spread = np.maximum(self.training.std(axis=0), 1e-6)
        scaled = (rows - self.training.mean(axis=0)) / spread
        return np.ascontiguousarray(scaled.clip(-CLIP, CLIP), dtype=np.float32)


def fitted(data):
    from sklearn.ensemble import IsolationForest

    return IsolationForest(n_estimators=TREES, max_samples=SAMPLE, random_state=1).fit(data.training)


def sklearn_forest(data):
    forest, rows = fitted(data), data.scored
    return "scikit-learn", len(rows), lambda: forest.score_samples(rows)


def sklearn_training(data):
    return "scikit-learn", len(data.training), lambda: fitted(data)


def onedal(data):
    import daal4py
    import treelite
    from daal4py import mb

    daal4py.daalinit(1)
    model, rows = mb.convert_model(treelite.sklearn.import_model(fitted(data))), data.scored
    return "daal", len(rows), lambda: model.predict(rows)


def treelite_forest(data):
    import treelite

    model, rows = treelite.sklearn.import_model(fitted(data)), data.scored[:16384]
    return "treelite", len(rows), lambda: treelite.gtil.predict(model, rows, nthread=1)


def isotree_forest(data):
    from isotree import IsolationForest

    forest = IsolationForest(ntrees=TREES, sample_size=SAMPLE, ndim=1, nthreads=1, random_seed=1)
    rows = np.asfortranarray(data.scored)
    forest.fit(data.training)
    return "isotree", len(rows), lambda: forest.predict(rows)


def pyod(detector, data, training, scored):
    detector.fit(data.training[:training])
    rows = data.scored[:scored]
    return "pyod", len(rows), lambda: detector.decision_function(rows)


def pyod_forest(data):
    from pyod.models.iforest import IForest

    return pyod(IForest(n_estimators=TREES, max_samples=SAMPLE, random_state=1), data, 50_000, 16384)


def pyod_hbos(data):
    from pyod.models.hbos import HBOS

    return pyod(HBOS(), data, 50_000, 32768)


def pyod_ecod(data):
    from pyod.models.ecod import ECOD

    # It sorts training and new rows together, so that few of each are its best case.
    return pyod(ECOD(), data, 8192, 8192)


def network(data, weights, scaling):
    """The autoencoder as ONNX: from rows (scaled inside, or before) to mean squared errors."""
    from onnx import TensorProto, helper, numpy_helper

    nodes, constants = [], []

    def constant(name, value):
        constants.append(numpy_helper.from_array(np.asarray(value, dtype=np.float32), name))
        return name

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    at = "rows"
    if scaling:
        spread = np.maximum(data.training.std(axis=0), 1e-6)
        at = node("Sub", [at, constant("centre", data.training.mean(axis=0))], "centred")
        at = node("Mul", [at, constant("inverse", 1 / spread)], "scaled")
        at = node("Clip", [at, constant("least", -CLIP), constant("most", CLIP)], "clipped")
    scaled = at
    for i, (kernel, bias) in enumerate(weights):
        at = node("Gemm", [at, constant(f"w{i}", kernel), constant(f"b{i}", bias)], f"layer{i}")
        if i < len(weights) - 1:
            at = node("Relu", [at], f"relu{i}")
    error = node("Sub", [at, scaled], "error")
    square = node("Mul", [error, error], "square")
    axes = numpy_helper.from_array(np.array([1], dtype=np.int64), "axes")
    constants.append(axes)
    node("ReduceMean", [square, "axes"], "score", keepdims=0)
    rows = helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, data.inputs])
    score = helper.make_tensor_value_info("score", TensorProto.FLOAT, [None])
    graph = helper.make_graph(nodes, "autoencoder", [rows], [score], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    return model.SerializeToString()


def random_weights(inputs):
    random = np.random.default_rng(1)
    sizes = [inputs, 16, 8, 16, inputs]
    return [(random.normal(scale=a**-0.5, size=(a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


def onnx(data, scaling):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = network(data, random_weights(data.inputs), scaling)
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    source = data.scored if scaling else data.standard(data.scored)
    batches = [source[i : i + 1024] for i in range(0, len(source), 1024)]
    return "onnxruntime", len(source), lambda: [session.run(None, {"rows": rows}) for rows in batches]


def keras_model(inputs):
    import keras

    keras.utils.set_random_seed(1)
    layers = [keras.layers.Dense(units, activation="relu") for units in (16, 8, 16)]
    model = keras.Sequential([keras.Input((inputs,)), *layers, keras.layers.Dense(inputs)])
    model.compile(optimizer=keras.optimizers.Adam(2e-3), loss="mse")
    return model


def keras_scores(data):
    model, rows = keras_model(data.inputs), data.standard(data.scored)
    return "keras", len(rows), lambda: np.mean((model.predict(rows, batch_size=8192, verbose=0) - rows) ** 2, axis=1)


def keras_training(data):
    model, rows = keras_model(data.inputs), data.standard(data.training)[:65536]
    return "keras", len(rows), lambda: model.fit(rows, rows, batch_size=256, epochs=1, verbose=0)


THREE_WINDOWS = """
CREATE OR REPLACE TEMP TABLE windows AS SELECT
  count(*) OVER day AS count_24h, sum(amount) OVER day AS sum_24h,
  avg(amount) OVER (PARTITION BY customer ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS mean
FROM traffic
WINDOW day AS (PARTITION BY customer ORDER BY ts
  RANGE BETWEEN INTERVAL 24 HOURS PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING)"""


def duckdb_windows(data):
    import duckdb

    database = duckdb.connect(config={"threads": 1})
    database.execute(
        "CREATE TABLE traffic AS SELECT hash(user_id) AS customer, timestamp::TIMESTAMP AS ts, amount"
        " FROM read_csv(?)",
        [str(data.folder / "traffic.csv")],
    )
    rows = database.execute("SELECT count(*) FROM traffic").fetchone()[0]
    return "duckdb", rows, lambda: database.execute(THREE_WINDOWS)


KERNELS = {
    "scikit-learn": sklearn_forest,
    "scikit-learn training": sklearn_training,
    "oneDAL": onedal,
    "treelite": treelite_forest,
    "isotree": isotree_forest,
    "PyOD IForest": pyod_forest,
    "PyOD HBOS": pyod_hbos,
    "PyOD ECOD": pyod_ecod,
    "ONNX Runtime": lambda data: onnx(data, True),
    "ONNX Runtime, scaled before": lambda data: onnx(data, False),
    "Keras": keras_scores,
    "Keras training": keras_training,
    "DuckDB, three windows": duckdb_windows,
}


def tell(**values):
    print(json.dumps(values), flush=True)


def prepare(name, data):
    """The rows and the function of a kernel, run once; None if it cannot be had here."""
    try:
        package, rows, run = KERNELS[name](data)
        run()
        tell(name=name, version=f"{package} {importlib.metadata.version(package)}")
        return rows, run
    except Exception as e:  # whatever a peer throws, the others go on, and the table says so
        tell(name=name, missing=f"{type(e).__name__}: {e}".splitlines()[0])
        return None


def main():
    data = Data(sys.argv[1], int(sys.argv[2]))
    ready = {name: prepare(name, data) for name in sys.argv[3:]}
    for line in sys.stdin:
        rows, run = ready[line.strip()]
        passes, wall, cpu = 0, time.perf_counter(), time.process_time()
        while passes == 0 or time.process_time() - cpu < LEAST_SECONDS:
            run()
            passes += 1
        tell(rows=rows * passes, cpu=time.process_time() - cpu, wall=time.perf_counter() - wall)


if __name__ == "__main__":
    main()
