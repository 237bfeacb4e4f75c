# -*- coding: utf-8 -*-
a = "é", "日本", "ÿ"
b = f"é{a}日{b}"; c = "é" + d
def f(x): return x["é"], "ü" in x, x.y("日本").z
