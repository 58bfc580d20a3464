"""Addresses of casework: work."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
