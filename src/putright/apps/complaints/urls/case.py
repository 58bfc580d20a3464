"""Addresses of casework: case."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
