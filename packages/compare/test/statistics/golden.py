"""Golden values of packages/compare/src/statistics. Usage: python3 golden.py > golden.json"""
import json, sys
import numpy, scipy, statsmodels
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
import statsmodels.api as sm

versions = f"Python {sys.version.split()[0]}, numpy {numpy.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}"
out = {"source": {"made with": versions, "command": "python3 golden.py > golden.json"}}
P = [1e-12, 1e-6, 0.001, 0.025, 0.05, 0.25, 0.4, 0.5, 0.6, 0.8, 0.975, 0.999, 1 - 1e-6]
out["normalQuantile"] = [[p, stats.norm.ppf(p)] for p in P]
X = [-37, -10, -8, -7.1, -7, -3, -1.96, -0.5, 0, 0.1, 1, 2.5, 7, 8]
out["normalProbability"] = [[x, stats.norm.cdf(x)] for x in X]
F = [1, 2, 3, 5, 9, 29, 30.5, 99, 1000, 100000]
def student(p, f):
    x = stats.t.ppf(p, f)  # right to about 1e-9 in this version; two steps of Newton's method do the rest
    for _ in range(2):
        x -= (stats.t.cdf(x, f) - p if p < 0.5 else (1 - p) - stats.t.sf(x, f)) / stats.t.pdf(x, f)
    return x
out["studentQuantile"] = [[p, f, student(p, f)] for f in F for p in [1e-6, 0.001, 0.025, 0.3, 0.6, 0.975, 0.9995]]
out["studentProbability"] = [[t, f, stats.t.cdf(t, f)] for f in F for t in [-8, -2.5, -0.3, 0, 0.7, 4]]
out["wilson"] = [[k, n, l, *proportion_confint(k, n, alpha=1 - l, method="wilson")]
                 for k, n in [(0, 10), (1, 10), (5, 10), (10, 10), (29, 30), (81, 263), (15, 148), (990, 1000)] for l in (0.9, 0.95, 0.99)]
out["mcnemar"] = [[b, c, mcnemar([[30, b], [c, 20]], exact=True).pvalue]
                  for b, c in [(0, 0), (1, 0), (6, 0), (5, 5), (3, 9), (59, 6), (40, 60), (121, 59), (500, 430)]]
L = [[0.01, 0.04, 0.03, 0.005], [0.2], [0.5, 0.5, 0.5], [0.001, 0.9, 0.02, 0.02, 0.04], [0.04, 0.011, 0.03]]
out["holm"] = [[l, multipletests(l, method="holm")[1].tolist()] for l in L]
darwin = [6.125, -8.375, 1.0, 2.0, 0.75, 2.875, 3.5, 5.125, 1.75, 3.625, 7.0, 3.0, 9.375, 7.5, -6.0]
small = [0.1, 0.0, -0.2, 0.4, 0.0, 0.3, 0.25, 0.5, -0.1]
tens = [1, 1, -1, 1, 1, 1, 1, 1, -1, 1, 0, 0, 0, 2, 2, -2, 0]
def flip(d):
    return stats.permutation_test((numpy.array(d, float),), numpy.sum, permutation_type="samples", n_resamples=numpy.inf, alternative="two-sided").pvalue
out["signFlip"] = [[d, flip(d)] for d in (darwin, small, tens)]
# The law school data of Efron and Tibshirani (1993), table 3.1: correlation of LSAT and GPA.
lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594]
gpa = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96]
def corr(x, y, axis=-1):
    x = x - x.mean(axis=axis, keepdims=True); y = y - y.mean(axis=axis, keepdims=True)
    return (x * y).sum(axis=axis) / numpy.sqrt((x * x).sum(axis=axis) * (y * y).sum(axis=axis))
rng = numpy.random.default_rng(1)
def boot(data, stat, method, paired, n=200000):
    r = stats.bootstrap(data, stat, n_resamples=n, method=method, paired=paired, random_state=rng, vectorized=True, batch=2000)
    return [r.confidence_interval.low, r.confidence_interval.high]
out["lawSchool"] = {"lsat": lsat, "gpa": gpa, "correlation": float(corr(numpy.array(lsat, float), numpy.array(gpa))),
                    "bca": boot((lsat, gpa), corr, "BCa", True), "resamples": 200000}
skewed = numpy.round(stats.lognorm.ppf((numpy.arange(1, 41) - 0.5) / 40, 0.8), 3).tolist()
out["means"] = {"values": skewed, "resamples": 200000,
                "bca": boot((skewed,), numpy.mean, "BCa", False), "percentile": boot((skewed,), numpy.mean, "percentile", False)}
t = stats.ttest_1samp(darwin, 0).confidence_interval(0.95)
out["studentInterval"] = {"values": darwin, "interval": [t.low, t.high]}
# Bradley-Terry as a logistic regression without intercept: Agresti, Categorical Data Analysis (2002), table 10.10,
# American League 1987, wins of the row's team over the column's.
teams = ["Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore"]
wins = [[0, 7, 9, 7, 7, 9, 11], [6, 0, 7, 5, 11, 9, 9], [4, 6, 0, 7, 7, 8, 12], [6, 8, 6, 0, 6, 7, 10], [6, 2, 6, 7, 0, 7, 12], [4, 4, 5, 6, 6, 0, 6], [2, 4, 1, 3, 1, 7, 0]]
rows, ys = [], []
for i in range(7):
    for j in range(i + 1, 7):
        x = [0] * 7; x[i] = 1; x[j] = -1
        rows.append(x[:6]); ys.append([wins[i][j], wins[j][i]])
fit = sm.GLM(numpy.array(ys), numpy.array(rows, float), family=sm.families.Binomial()).fit(tol=1e-14, maxiter=200)
beta = numpy.append(fit.params, 0.0)
out["baseball"] = {"teams": teams, "wins": wins, "logStrengths": (beta - beta.mean()).tolist(), "overBaltimore": beta.tolist()}
print(json.dumps(out))
