"""A page for Flask to serve, by a template of Jinja."""

from flask import Flask, render_template_string

app = Flask(__name__)


@app.get("/hello/<name>")
def hello(name: str) -> str:
    return render_template_string("<h1>Hello, {{ name }}!</h1>", name=name)
